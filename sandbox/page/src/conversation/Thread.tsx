// The side panel with a thread: its first message, the replies, and a box to reply in.
import { useEffect, useRef } from "react";
import { readMessages } from "../wire/api";
import type { Conversation } from "../wire/shapes";
import { useFresh } from "../wire/useFresh";
import { titleOf, useWorkspace } from "../workspace/context";
import { Composer } from "./Composer";
import { MessageList } from "./MessageList";

interface Props {
  conversation: Conversation;
  ts: string;
  onClose: () => void;
}

export function Thread({ conversation, ts, onClose }: Props) {
  const { me, feed, person } = useWorkspace();
  const { value } = useFresh(
    feed,
    `${me.id} ${conversation.id} ${ts}`,
    () => readMessages(me.id, conversation.id, ts),
    (change) => change.what === "messages" && (!change.channel || change.channel === conversation.id),
  );
  const opener = useRef(document.activeElement);
  useEffect(() => {
    const before = opener.current;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <aside
      className="thread"
      aria-label="Thread"
      data-testid="thread"
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}
    >
      <header className="panel-head">
        <h2>Thread <small>{titleOf(conversation, person)}</small></h2>
        <button type="button" className="tool" aria-label="Close thread" onClick={onClose}>×</button>
      </header>
      <MessageList channel={conversation.id} messages={value?.messages ?? []} empty="" label="Thread" />
      <Composer channel={conversation.id} thread={ts} placeholder="Reply …" />
    </aside>
  );
}
