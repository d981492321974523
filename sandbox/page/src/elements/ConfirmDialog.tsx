// Slack's confirm dialog: "are you sure" before an element's press is sent.
import { useEffect, useRef } from "react";
import { TextOf } from "../text/Mrkdwn";
import type { Confirm } from "../wire/blockkit";

export function ConfirmDialog({ confirm, onAnswer }: { confirm: Confirm; onAnswer: (yes: boolean) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const style = confirm.style === "danger" ? "button danger filled" : "button primary";
  return (
    <dialog
      ref={dialog}
      className="modal confirm"
      data-testid="confirm"
      aria-labelledby="confirm-title"
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        // It may stand over a modal, which must not hear this Escape.
        event.stopPropagation();
        if (event.key !== "Escape") return;
        event.preventDefault();
        onAnswer(false);
      }}
    >
      <h2 id="confirm-title" className="modal-head"><TextOf text={confirm.title} /></h2>
      <div className="modal-body"><TextOf text={confirm.text} /></div>
      <div className="modal-foot">
        <button type="button" className="button" onClick={() => onAnswer(false)}><TextOf text={confirm.deny} /></button>
        <button type="button" className={style} onClick={() => onAnswer(true)}><TextOf text={confirm.confirm} /></button>
      </div>
    </dialog>
  );
}
