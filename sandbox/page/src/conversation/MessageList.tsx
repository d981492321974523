// The scrolling list of messages; it stays at the newest one unless the reader has scrolled up, and always shows
// what answers their own press or text.
import { Fragment, useLayoutEffect, useRef, type ReactNode } from "react";
import type { ChatMessage } from "../wire/shapes";
import { useWorkspace } from "../workspace/context";
import { linesOf } from "./grouping";
import { MessageRow } from "./MessageRow";

const NEAR_PX = 120;
const ANSWER_MS = 10_000;

// Scrolls to the end, or no further than the beginning of the last message when that alone is taller than the list.
function toEnd(box: HTMLElement, inside: HTMLElement, atHead: boolean): number {
  const end = box.scrollHeight - box.clientHeight;
  const last = inside.lastElementChild;
  const head = last ? last.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop : end;
  box.scrollTop = atHead ? Math.min(end, head) : end;
  return box.scrollTop;
}

interface Props {
  channel: string;
  messages: ChatMessage[];
  empty: ReactNode;
  onThread?: (ts: string) => void;
  label: string;
  /** The message to show, by its ts. */
  sought?: string;
}

export function MessageList({ channel, messages, empty, onThread, label, sought }: Props) {
  const { me, now, acted } = useWorkspace();
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const top = useRef(0);
  const atHead = useRef(false);
  useLayoutEffect(() => {
    const [box, inside] = [list.current, content.current];
    if (!box || !inside) return;
    const settle = () => {
      if (following.current) top.current = toEnd(box, inside, atHead.current);
    };
    const watcher = new ResizeObserver(settle);
    watcher.observe(inside);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, []);
  const found = sought !== undefined && messages.some((message) => message.ts === sought);
  useLayoutEffect(() => {
    if (!found) return;
    following.current = false;
    const row = list.current?.querySelector<HTMLElement>(`[data-ts="${CSS.escape(sought)}"]`);
    row?.scrollIntoView({ block: "center" });
    row?.focus({ preventScroll: true });
  }, [found, sought]);
  const newest = messages.at(-1)?.ts;
  const newestBefore = useRef(newest);
  useLayoutEffect(() => {
    const isNewer = newest !== undefined && Number(newest) > Number(newestBefore.current ?? 0);
    newestBefore.current = newest;
    if (!isNewer || performance.now() - acted.current > ANSWER_MS || !list.current) return;
    following.current = atHead.current = true;
    if (content.current) top.current = toEnd(list.current, content.current, true);
  }, [newest, acted]);
  const scrolled = () => {
    const box = list.current;
    if (!box) return;
    // Content that grows also ends up far from the end; only a move upwards is the reader's own.
    if (Math.abs(box.scrollTop - top.current) > 1) atHead.current = false;
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    following.current = near || (following.current && box.scrollTop >= top.current);
    top.current = box.scrollTop;
  };
  const lines = linesOf(messages, { zone: me.tz, now: now() });
  return (
    <div ref={list} className="messages" tabIndex={0} role="log" aria-label={label} onScroll={scrolled}>
      <div ref={content} className="messages-inside">
        {lines.length === 0 && <div className="empty" data-testid="empty">{empty}</div>}
        {lines.map((line) => (
          <Fragment key={line.message.ts}>
            {line.day && <div className="day" role="separator" aria-label={line.day}><span>{line.day}</span></div>}
            <MessageRow {...line} channel={channel} onThread={onThread} />
          </Fragment>
        ))}
      </div>
    </div>
  );
}
