// The dark side: the workspace, its channels and direct messages, with what is unread.
import type { ReactNode } from "react";
import type { Conversation } from "../wire/shapes";
import { Avatar } from "../workspace/Avatar";
import { displayName, useWorkspace } from "../workspace/context";
import { conversationsOf } from "../workspace/conversations";
import { LockMark } from "../workspace/marks";

interface Props {
  current: string | undefined;
  shown: boolean;
  onClose: () => void;
}

export function Sidebar({ current, shown, onClose }: Props) {
  const { state, me } = useWorkspace();
  const isApp = (one: Conversation) => one.with === state.app.bot_user_id;
  const all = conversationsOf(state);
  const channels = all.filter((one) => one.kind !== "im");
  const direct = all.filter((one) => one.kind === "im");
  const ordered = [...direct.filter(isApp), ...direct.filter((one) => !isApp(one))];
  const rows = (list: Conversation[]) =>
    list.map((one) => <Row key={one.id} conversation={one} current={one.id === current} onOpen={onClose} />);
  return (
    <nav
      className={`sidebar ${shown ? "shown" : ""}`}
      aria-label="Conversations"
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <div className="team">
        <h2>{state.team.name}</h2>
        <p><Avatar person={me} small /><span>{displayName(me)}<small>{me.title}</small></span></p>
      </div>
      <Group title="Channels">{rows(channels)}</Group>
      <Group title="Direct messages">{rows(ordered)}</Group>
    </nav>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

function Row({ conversation, current, onOpen }: { conversation: Conversation; current: boolean; onOpen: () => void }) {
  const { state, person, open } = useWorkspace();
  const { kind, unread } = conversation;
  const other = conversation.with ? person(conversation.with) : undefined;
  const isApp = conversation.with === state.app.bot_user_id;
  const name = other ? displayName(other) : conversation.name;
  const handle = isApp ? "app" : (other?.name ?? conversation.name);
  return (
    <li>
      <button
        type="button"
        className={`row ${current ? "current" : ""} ${unread > 0 ? "unread" : ""}`}
        aria-current={current ? "page" : undefined}
        data-testid={kind === "im" ? `dm-${handle}` : `channel-${conversation.name}`}
        data-unread={unread}
        onClick={() => {
          open(conversation.id);
          onOpen();
        }}
      >
        {kind === "im" ? <Avatar person={other} name={name} small /> : <span className="hash">{kind === "private" ? <LockMark /> : "#"}</span>}
        <span className="row-name">{name}</span>
        {isApp && <span className="app-mark">APP</span>}
        {unread > 0 && <span className="badge" aria-label={`${unread} unread`}>{unread > 99 ? "99+" : unread}</span>}
      </button>
    </li>
  );
}
