// What is being written in a message box: its text and caret, what completes it, and sending it.
import { useState, type KeyboardEvent, type RefObject } from "react";
import { say, spoken, upload, type Refusal } from "../wire/api";
import { useWorkspace } from "../workspace/context";
import { completions, type Completion } from "./completion";

type Field = RefObject<HTMLTextAreaElement | null>;

// A failed command is told in the channel as well, as Slack does, in a sentence that begins with its name.
function toldInChannel(text: string, { message }: Refusal): boolean {
  const command = /^\/\S+/.exec(text.trim())?.[0];
  return command !== undefined && message?.startsWith(`${command} `) === true;
}

function useSending(channel: string, thread: string | undefined, field: Field, done: () => void) {
  const { me, acted } = useWorkspace();
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async (text: string) => {
    if (!text.trim() || sending) return;
    setSending(true);
    setRefusal(null);
    acted.current = performance.now();
    const answer = await say(me.id, channel, text.trim(), thread);
    setSending(false);
    if (answer.ok) done();
    else if (!toldInChannel(text, answer)) setRefusal(spoken(answer));
    field.current?.focus();
  };
  const attach = async (file: File) => {
    setSending(true);
    setRefusal(null);
    const answer = await upload(me.id, channel, file, thread);
    setSending(false);
    if (!answer.ok) setRefusal(spoken(answer));
    field.current?.focus();
  };
  return { sending, refusal, send, attach, forget: () => setRefusal(null) };
}

function useCompletion(text: string, caret: number) {
  const { state } = useWorkspace();
  const [dismissed, setDismissed] = useState("");
  const [active, setActive] = useState(0);
  const before = text.slice(0, caret);
  const offered = before && before !== dismissed ? completions(before, state) : [];
  return { offered, active, setActive, setDismissed, dismiss: () => setDismissed(before) };
}

export function useDraft(channel: string, thread: string | undefined, field: Field) {
  const [text, setText] = useState("");
  const [caret, setCaret] = useState(0);
  const { setActive, setDismissed, ...completing } = useCompletion(text, caret);
  const write = (next: string, at: number) => {
    setText(next);
    setCaret(at);
    setActive(0);
    sending.forget();
  };
  const sending = useSending(channel, thread, field, () => write("", 0));
  const complete = (one: Completion) => {
    const at = one.text.length;
    write(one.text + text.slice(caret).replace(/^ /, ""), at);
    setDismissed(one.text);
    field.current?.focus();
    requestAnimationFrame(() => field.current?.setSelectionRange(at, at));
  };
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const one = completing.offered[completing.active];
    const count = completing.offered.length;
    if (one && completionKey(event, { one, text, count, complete, setActive })) return;
    if (event.key === "Escape" && one) completing.dismiss();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void sending.send(text);
    }
  };
  return { ...completing, ...sending, text, write, setCaret, complete, keys };
}

interface Offered {
  one: Completion;
  text: string;
  count: number;
  complete: (one: Completion) => void;
  setActive: (at: (old: number) => number) => void;
}

// A command typed in full is sent by Enter; anything else offered is completed by Enter or Tab.
function completionKey(event: KeyboardEvent, { one, text, count, complete, setActive }: Offered): boolean {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const whole = one.text.trim() === text.trim();
  if (step) setActive((old) => (old + step + count) % count);
  else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !whole)) complete(one);
  else return false;
  event.preventDefault();
  return true;
}
