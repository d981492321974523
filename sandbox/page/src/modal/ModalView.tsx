// One modal: title, blocks, submit and close, and the errors that come back for its fields.
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { BlockList, type Errors } from "../blocks/BlockList";
import { SurfaceProvider, type Held } from "../elements/SurfaceProvider";
import { spotKey } from "../elements/surface";
import { stateValues } from "../elements/values";
import { withEmoji } from "../text/emoji";
import { closeView, spoken, submitView } from "../wire/api";
import type { ElementValue } from "../wire/blockkit";
import type { View } from "../wire/shapes";
import { Avatar } from "../workspace/Avatar";
import { useWorkspace } from "../workspace/context";

const FIELDS = "input:not([type=hidden]), textarea, [role=combobox]";

function useSending(view: View, held: Held) {
  const { me, reload } = useWorkspace();
  const [errors, setErrors] = useState<Errors>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [attempts, setAttempts] = useState(0);
  const submit = async () => {
    if (busy) return;
    const values = stateValues(view.blocks, (block_id, action_id) => held.get(spotKey({ block_id, action_id })));
    setTrouble(null);
    setBusy(true);
    const answer = await submitView(me.id, view.id, values);
    setBusy(false);
    setErrors(answer.errors ?? {});
    setAttempts((count) => count + 1);
    if (!answer.ok && !answer.errors) setTrouble(spoken(answer));
    reload();
  };
  const close = async () => {
    const answer = await closeView(me.id, view.id);
    if (!answer.ok) setTrouble(spoken(answer));
    reload();
  };
  // What was wrong with a field is no longer said once the field changes.
  const forget = useCallback((key: string) => {
    setErrors((old) => Object.fromEntries(Object.entries(old).filter(([block]) => !key.startsWith(`${block} `))));
  }, []);
  return { errors, trouble, busy, submit, close, forget, attempts };
}

interface Props {
  view: View;
  /** How many views are open, this one included. */
  depth: number;
  held: Held;
  keep: (view: string, key: string, value: ElementValue) => void;
}

export function ModalView({ view, depth, held, keep }: Props) {
  const { state } = useWorkspace();
  const dialog = useRef<HTMLDialogElement>(null);
  const { errors, trouble, busy, submit, close, forget, attempts } = useSending(view, held);
  const keepHere = useCallback(
    (key: string, value: ElementValue) => {
      keep(view.id, key, value);
      forget(key);
    },
    [keep, view.id, forget],
  );

  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    (shown?.querySelector<HTMLElement>(`.modal-body :is(${FIELDS})`) ?? shown)?.focus();
    return () => shown?.close();
  }, []);
  useEffect(() => {
    dialog.current?.querySelector<HTMLElement>(`.input.invalid :is(${FIELDS})`)?.focus();
  }, [attempts]);
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      void close();
    }
    const { target } = event;
    const typing = target instanceof HTMLInputElement && target.type === "text" && target.role !== "combobox";
    // A text that dispatches keeps its Enter for the app.
    const sends = (typing && !event.defaultPrevented) || event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && sends && view.submit) {
      event.preventDefault();
      void submit();
    }
  };

  return (
    <dialog
      ref={dialog}
      className="modal"
      data-testid="modal"
      data-view-id={view.id}
      aria-labelledby="modal-title"
      tabIndex={-1}
      onKeyDown={keys}
      onCancel={(event) => event.preventDefault()}
    >
      <header className="modal-head">
        {depth > 1 && (
          <button type="button" className="tool" aria-label="Back" onClick={() => void close()}>‹</button>
        )}
        <Avatar name={state.app.name} small />
        <h2 id="modal-title">{withEmoji(view.title?.text ?? "")}</h2>
        <button type="button" className="tool" aria-label="Close" onClick={() => void close()}>×</button>
      </header>
      <div className="modal-body">
        <SurfaceProvider place={{ view_id: view.id }} blocks={view.blocks} held={held} keep={keepHere}>
          <BlockList blocks={view.blocks} errors={errors} />
        </SurfaceProvider>
        {trouble && <p className="trouble" role="alert">{trouble}</p>}
      </div>
      <footer className="modal-foot">
        <button type="button" className="button" data-testid="modal-close" onClick={() => void close()}>
          {withEmoji(view.close?.text ?? (view.submit ? "Cancel" : "Close"))}
        </button>
        {view.submit && (
          <button
            type="button"
            className={`button primary ${busy ? "waiting" : ""}`}
            data-testid="modal-submit"
            aria-busy={busy}
            disabled={busy || view.submit_disabled}
            onClick={() => void submit()}
          >
            {withEmoji(view.submit.text)}
          </button>
        )}
      </footer>
    </dialog>
  );
}
