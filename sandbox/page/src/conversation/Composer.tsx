// The message box: texts and slash commands, with shortcuts, completion and what happens to a send.
import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import { Menu } from "../floating/Menu";
import { runShortcut } from "../wire/api";
import { useWorkspace } from "../workspace/context";
import { BoltMark, SendMark } from "../workspace/marks";
import { useReport } from "../workspace/report";
import { AttachButton, useDropped } from "./AttachButton";
import { commandIn } from "./completion";
import { completionId, Completions } from "./Completions";
import { useDraft } from "./useDraft";

const TALLEST_PX = 200;

interface Props {
  channel: string;
  thread?: string;
  placeholder: string;
}

export function Composer({ channel, thread, placeholder }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const draft = useDraft(channel, thread, field);
  useEffect(() => field.current?.focus(), [channel, thread]);
  useGrowing(field, draft.text);
  const prefix = thread ? "thread-" : "";
  const over = useDropped((file) => void draft.attach(file), !thread);
  return (
    <form
      className={`composer ${draft.sending ? "sending" : ""} ${over ? "dropping" : ""}`}
      onSubmit={(event) => {
        event.preventDefault();
        void draft.send(draft.text);
      }}
    >
      {draft.refusal && <p className="trouble" role="alert" data-testid={`${prefix}composer-error`}>{draft.refusal}</p>}
      <Usage text={draft.text} />
      <div ref={frame} className="composer-frame">
        <textarea
          ref={field}
          rows={1}
          value={draft.text}
          readOnly={draft.sending}
          placeholder={placeholder}
          aria-label={placeholder}
          aria-autocomplete="list"
          aria-controls="completions"
          aria-activedescendant={draft.offered.length ? completionId(draft.active) : undefined}
          data-testid={`${prefix}composer`}
          onChange={(event) => draft.write(event.target.value, event.target.selectionStart)}
          onSelect={(event) => draft.setCaret(event.currentTarget.selectionStart)}
          onKeyDown={draft.keys}
        />
        <Foot sending={draft.sending} empty={draft.text.trim() === ""} prefix={prefix} attach={(file) => void draft.attach(file)} over={over} />
      </div>
      <Completions anchor={frame} {...draft} />
    </form>
  );
}

function Usage({ text }: { text: string }) {
  const command = commandIn(text, useWorkspace().state);
  if (!command) return null;
  return (
    <p className="usage" data-testid="usage-hint">
      <b>{command.command}</b> {command.usage_hint} <small>{command.description}</small>
    </p>
  );
}

interface FootProps {
  sending: boolean;
  empty: boolean;
  prefix: string;
  attach: (file: File) => void;
  over: boolean;
}

function Foot({ sending, empty, prefix, attach, over }: FootProps) {
  return (
    <div className="composer-foot">
      <AttachButton attach={attach} disabled={sending} prefix={prefix} />
      {prefix === "" && <ShortcutsMenu />}
      <span className="composer-state" role="status">{sending ? "Sending …" : over ? "Drop the file to send it here" : ""}</span>
      <button
        type="submit"
        className="send"
        aria-label="Send"
        title="Send (Enter)"
        disabled={sending || empty}
        data-testid={`${prefix}send`}
      >
        <SendMark />
      </button>
    </div>
  );
}

function useGrowing(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = "auto";
    field.current.style.height = `${Math.min(field.current.scrollHeight, TALLEST_PX)}px`;
  }, [field, text]);
}

function ShortcutsMenu() {
  const { state, me } = useWorkspace();
  const report = useReport();
  const choices = state.shortcuts
    .filter((shortcut) => shortcut.type === "global")
    .map((shortcut) => ({
      key: shortcut.callback_id,
      label: shortcut.name,
      detail: shortcut.description,
      run: () => void runShortcut(me.id, shortcut.callback_id).then(report),
    }));
  return (
    <Menu
      label="Shortcuts"
      face={<BoltMark />}
      choices={choices}
      className="tool"
      prefer="above"
      testId="shortcuts"
      empty="The app has no global shortcuts."
    />
  );
}
