// The main column: a conversation's header, its messages and the box, or the app's Home tab.
import { useEffect, useState } from "react";
import { Home } from "../home/Home";
import { markRead, openTab, readMessages } from "../wire/api";
import type { ChatMessage, Conversation, WorkspaceState } from "../wire/shapes";
import { useFresh } from "../wire/useFresh";
import { Avatar } from "../workspace/Avatar";
import { displayName, titleOf, useWorkspace } from "../workspace/context";
import { LockMark } from "../workspace/marks";
import { Composer } from "./Composer";
import { MessageList } from "./MessageList";

interface Props {
  conversation: Conversation;
  home: boolean;
  /** The message to scroll to, by its ts. */
  message?: string;
  onMenu: () => void;
}

export function ConversationView({ conversation, home, message, onMenu }: Props) {
  const { state, me, person, open } = useWorkspace();
  const isApp = conversation.with === state.app.bot_user_id;
  const hasHome = isApp && state.has_home;
  const showHome = hasHome && home;
  const reading = isApp && !showHome;
  useEffect(() => {
    if (reading) void openTab(me.id, "messages");
  }, [reading, me.id]);
  return (
    <main className="conversation" aria-label={titleOf(conversation, person)}>
      <ConversationHead conversation={conversation} onMenu={onMenu} />
      {hasHome && (
        <div className="tabs" role="tablist" aria-label="App">
          <Tab label="Home" on={showHome} run={() => open(conversation.id, { tab: "home" })} />
          <Tab label="Messages" on={!showHome} run={() => open(conversation.id)} />
        </div>
      )}
      {showHome ? <Home /> : <Messages key={conversation.id} conversation={conversation} isApp={isApp} sought={message} />}
    </main>
  );
}

function Tab({ label, on, run }: { label: string; on: boolean; run: () => void }) {
  return (
    <button type="button" role="tab" aria-selected={on} data-testid={`tab-${label.toLowerCase()}`} onClick={run}>
      {label}
    </button>
  );
}

function ConversationHead({ conversation, onMenu }: Pick<Props, "conversation" | "onMenu">) {
  const { state, person } = useWorkspace();
  const other = conversation.with ? person(conversation.with) : undefined;
  const isApp = conversation.with === state.app.bot_user_id;
  return (
    <header className="conversation-head">
      <button type="button" className="tool menu-button" aria-label="Conversations" onClick={onMenu}>☰</button>
      {conversation.kind === "im" && <Avatar person={other} name={conversation.name} small />}
      <h1>
        {conversation.kind === "private" ? <LockMark /> : conversation.kind === "channel" ? <span className="hash">#</span> : null}
        {other ? displayName(other) : conversation.name}
        {isApp && <span className="app-mark">APP</span>}
        {conversation.shared && <span className="shared-mark">shared with another company</span>}
      </h1>
      <p className="topic">{conversation.topic || other?.title}</p>
    </header>
  );
}

interface MessagesProps {
  conversation: Conversation;
  isApp: boolean;
  sought: string | undefined;
}

function Messages({ conversation, isApp, sought }: MessagesProps) {
  const { state, me, person, feed, open } = useWorkspace();
  const { value, refusal } = useFresh(
    feed,
    `${me.id} ${conversation.id}`,
    () => readMessages(me.id, conversation.id),
    (change) => change.what === "messages" && (!change.channel || change.channel === conversation.id),
  );
  useReading(conversation, value?.messages);
  const title = titleOf(conversation, person);
  const command = state.commands[0]?.command;
  const closed = closedBecause(conversation, isApp, state);
  const empty = (
    <>
      <b>{isApp ? `This is where ${state.app.name} writes to you.` : `Nothing has been written in ${title} yet.`}</b>
      <span>{command ? `Write a message below, or type ${command} to ask the app.` : "Write a message below."}</span>
    </>
  );
  return (
    <>
      {refusal && <p className="trouble" role="alert">{refusal}</p>}
      {value ? (
        <MessageList
          channel={conversation.id}
          messages={value.messages}
          empty={empty}
          sought={sought}
          label={`Messages in ${title}`}
          onThread={(ts) => open(conversation.id, { thread: ts })}
        />
      ) : (
        <div className="messages" />
      )}
      {closed
        ? <p className="closed">{closed}</p>
        : <Composer channel={conversation.id} placeholder={`Message ${title}`} />}
    </>
  );
}

function closedBecause(conversation: Conversation, isApp: boolean, { app }: WorkspaceState): string | null {
  if (conversation.archived) return `#${conversation.name} is archived.`;
  const off = app.messages_tab === false || app.messages_tab_read_only === true;
  return isApp && off ? "Sending messages to this app has been turned off." : null;
}

// What the person has before their eyes counts as read, but not while the page is in the background.
function useReading(conversation: Conversation, messages: ChatMessage[] | undefined): void {
  const { me } = useWorkspace();
  const [visible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const changed = () => setVisible(!document.hidden);
    document.addEventListener("visibilitychange", changed);
    return () => document.removeEventListener("visibilitychange", changed);
  }, []);
  const last = messages?.at(-1)?.ts;
  const { id, unread } = conversation;
  useEffect(() => {
    if (visible && last && unread > 0) void markRead(me.id, id, last);
  }, [visible, last, unread, me.id, id]);
}
