// One message as its reader sees it: author, time, blocks or text, replies, and what can be done with it.
import { useCallback, useEffect, useRef, useState } from "react";
import { BlockList } from "../blocks/BlockList";
import { SurfaceProvider, type Held } from "../elements/SurfaceProvider";
import { Menu } from "../floating/Menu";
import { withEmoji } from "../text/emoji";
import { Mrkdwn } from "../text/Mrkdwn";
import { clockTime, shortDay } from "../time/zone";
import { runShortcut } from "../wire/api";
import type { ElementValue } from "../wire/blockkit";
import type { Attachment, ChatMessage } from "../wire/shapes";
import { Avatar } from "../workspace/Avatar";
import { useWorkspace } from "../workspace/context";
import { EyeMark, ReplyMark } from "../workspace/marks";
import { useReport } from "../workspace/report";
import { FileList } from "./FileList";
import type { Line } from "./grouping";

interface Props extends Line {
  channel: string;
  onThread?: (ts: string) => void;
}

export function MessageRow({ message, named, channel, onThread }: Props) {
  const { me, person, nameOf } = useWorkspace();
  const row = useRef<HTMLElement>(null);
  useFocusKept(row, message);
  const author = person(message.user);
  const name = message.app ?? nameOf(message.user) ?? "Slackbot";
  const moment = Number(message.ts);
  const time = clockTime(moment, me.tz);
  const isApp = message.app !== undefined || author?.is_bot === true;
  const looks = `message ${message.ephemeral ? "ephemeral" : ""} ${message.system_error ? "system" : ""} ${named ? "named" : ""}`;
  return (
    <article
      ref={row}
      className={looks}
      tabIndex={-1}
      aria-label={`${name}, ${time}`}
      data-testid="message"
      data-ts={message.ts}
    >
      {named ? <Avatar person={author} name={name} /> : <time className="aside">{time}</time>}
      <div className="message-body">
        {message.ephemeral && <p className="only-you"><EyeMark /> Only visible to you</p>}
        {named && (
          <header>
            <b className="author">{name}</b>
            {isApp && <span className="app-mark">APP</span>}
            <time title={`${shortDay(moment, me.tz)} ${time}`}>{time}</time>
          </header>
        )}
        <Content message={message} channel={channel} />
        {message.files && <FileList files={message.files} />}
        <Reactions message={message} />
        {message.reply_count && onThread ? <Replies message={message} open={() => onThread(message.ts)} /> : null}
      </div>
      <Tools message={message} channel={channel} onThread={onThread} />
    </article>
  );
}

// When the app rewrites the message, the pressed button may be gone: the focus then stays with the message.
function useFocusKept(row: React.RefObject<HTMLElement | null>, message: ChatMessage): void {
  const within = useRef(false);
  useEffect(() => {
    const element = row.current;
    const entered = () => (within.current = true);
    const left = (event: FocusEvent) => (within.current = event.relatedTarget === null && document.hasFocus());
    const pressedElsewhere = (event: PointerEvent) => {
      if (!element?.contains(event.target as globalThis.Node)) within.current = false;
    };
    element?.addEventListener("focusin", entered);
    element?.addEventListener("focusout", left);
    document.addEventListener("pointerdown", pressedElsewhere, true);
    return () => {
      element?.removeEventListener("focusin", entered);
      element?.removeEventListener("focusout", left);
      document.removeEventListener("pointerdown", pressedElsewhere, true);
    };
  }, [row]);
  useEffect(() => {
    if (within.current && document.activeElement === document.body) row.current?.focus({ preventScroll: true });
  }, [row, message]);
}

function Content({ message, channel }: { message: ChatMessage; channel: string }) {
  const [held, setHeld] = useState<Held>(new Map());
  const keep = useCallback(
    (key: string, value: ElementValue) => setHeld((old) => new Map(old).set(key, value)),
    [],
  );
  const blocks = message.blocks ?? [];
  const all = [...blocks, ...(message.attachments ?? []).flatMap((one) => one.blocks ?? [])];
  return (
    <SurfaceProvider place={{ channel, ts: message.ts }} blocks={all} held={held} keep={keep}>
      {blocks.length > 0 ? <BlockList blocks={blocks} /> : <PlainText message={message} />}
      {message.attachments?.map((attachment, at) => <AttachmentView key={at} attachment={attachment} />)}
      {message.edited && blocks.length > 0 && <Edited />}
    </SurfaceProvider>
  );
}

function PlainText({ message }: { message: ChatMessage }) {
  if (!message.text) return null;
  return (
    <div className="plain">
      <Mrkdwn text={message.text} /> {message.edited && <Edited />}
    </div>
  );
}

function Edited() {
  return <span className="edited">(edited)</span>;
}

function AttachmentView({ attachment }: { attachment: Attachment }) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (bar.current && attachment.color) bar.current.style.borderColor = `#${attachment.color.replace("#", "")}`;
  }, [attachment.color]);
  return (
    <div ref={bar} className="attachment">
      {attachment.blocks
        ? <BlockList blocks={attachment.blocks} />
        : <Mrkdwn text={attachment.text ?? attachment.fallback ?? ""} />}
    </div>
  );
}

function Reactions({ message }: { message: ChatMessage }) {
  const { nameOf } = useWorkspace();
  if (!message.reactions?.length) return null;
  return (
    <p className="reactions">
      {message.reactions.map(({ name, user }) => (
        <span key={`${name} ${user}`} title={`:${name}: by ${nameOf(user) ?? user}`}>{withEmoji(`:${name}:`)}</span>
      ))}
    </p>
  );
}

function Replies({ message, open }: { message: ChatMessage; open: () => void }) {
  const count = message.reply_count ?? 0;
  return (
    <button type="button" className="replies" data-testid="replies" onClick={open}>
      {count} {count === 1 ? "reply" : "replies"}
    </button>
  );
}

function Tools({ message, channel, onThread }: Pick<Props, "message" | "channel" | "onThread">) {
  const { state, me } = useWorkspace();
  const report = useReport();
  if (message.ephemeral) return null;
  const choices = state.shortcuts
    .filter((shortcut) => shortcut.type === "message")
    .map((shortcut) => ({
      key: shortcut.callback_id,
      label: shortcut.name,
      detail: shortcut.description,
      run: () => void runShortcut(me.id, shortcut.callback_id, { channel, ts: message.ts }).then(report),
    }));
  return (
    <div className="tools" role="group" aria-label="Message actions">
      {onThread && (
        <button type="button" className="tool" aria-label="Reply in thread" title="Reply in thread" onClick={() => onThread(message.ts)}>
          <ReplyMark />
        </button>
      )}
      <Menu
        label="More actions"
        face={<span className="dots" aria-hidden="true" />}
        choices={choices}
        className="tool"
        align="end"
        testId="message-more"
        empty="The app has no message shortcuts."
      />
    </div>
  );
}
