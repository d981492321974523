// Draws text: mrkdwn with people, channels and dates as the reader sees them, and plain text with its emoji.
import { Fragment, useMemo, type ReactNode } from "react";
import { slackDate } from "../time/relative";
import type { Text } from "../wire/blockkit";
import { useWorkspace, type Workspace } from "../workspace/context";
import { withEmoji } from "./emoji";
import { safeAddress } from "./links";
import { parse, type Node } from "./parse";

export function Mrkdwn({ text }: { text: string }) {
  const workspace = useWorkspace();
  const nodes = useMemo(() => parse(text), [text]);
  return <span className="mrkdwn">{drawn(nodes, workspace)}</span>;
}

/** A text object of either kind. */
export function TextOf({ text }: { text: Text }) {
  if (text.type === "mrkdwn") return <Mrkdwn text={text.text} />;
  return <span className="mrkdwn">{text.emoji === false ? text.text : withEmoji(text.text)}</span>;
}

export function Link({ address, children }: { address: string; children: ReactNode }) {
  const safe = safeAddress(address);
  if (!safe) return <>{children}</>;
  return <a href={safe} target="_blank" rel="noopener noreferrer">{children}</a>;
}

function drawn(nodes: Node[], workspace: Workspace): ReactNode {
  return nodes.map((node, at) => (
    <Fragment key={at}>{drawnOne(node, workspace, beginsLine(nodes[at - 1]))}</Fragment>
  ));
}

function beginsLine(before: Node | undefined): boolean {
  if (!before) return true;
  return before.kind === "fence" || before.kind === "quote" || (before.kind === "text" && before.text.endsWith("\n"));
}

function drawnOne(node: Node, workspace: Workspace, first: boolean): ReactNode {
  switch (node.kind) {
    case "text": return withEmoji(node.text);
    case "bold": return <b>{drawn(node.inside, workspace)}</b>;
    case "italic": return <i>{drawn(node.inside, workspace)}</i>;
    case "strike": return <s>{drawn(node.inside, workspace)}</s>;
    case "code": return <code>{node.text}</code>;
    case "fence": return <pre>{node.text}</pre>;
    case "quote": return <blockquote>{drawn(node.inside, workspace)}</blockquote>;
    case "link": return <Link address={node.address}>{withEmoji(node.label)}</Link>;
    case "user": return <UserMention id={node.id} label={node.label} />;
    case "channel": return <ChannelMention id={node.id} label={node.label} />;
    case "group": return <span className="mention">{node.label || `@${node.id}`}</span>;
    case "broadcast": return <span className="mention broadcast">@{node.name.replace(/^@/, "")}</span>;
    case "date": return <SlackDate {...node} beginsLine={first} />;
  }
}

export function UserMention({ id, label = "" }: { id: string; label?: string }) {
  const { me, nameOf } = useWorkspace();
  const mine = id === me.id ? " mine" : "";
  return <span className={`mention${mine}`}>@{nameOf(id) ?? (label || id)}</span>;
}

export function ChannelMention({ id, label = "" }: { id: string; label?: string }) {
  const { channel, open } = useWorkspace();
  const found = channel(id);
  const name = `#${found?.name ?? (label || "private channel")}`;
  if (!found) return <span className="mention">{name}</span>;
  return <button type="button" className="mention" onClick={() => open(found.id)}>{name}</button>;
}

interface DateProps {
  moment: number;
  format: string;
  address?: string;
  fallback?: string;
  beginsLine?: boolean;
}

export function SlackDate({ moment, format, address = "", fallback, beginsLine = false }: DateProps) {
  const { me, now } = useWorkspace();
  const shown = (
    <time dateTime={new Date(moment * 1000).toISOString()} title={fallback}>
      {slackDate(moment, format, { zone: me.tz, now: now() }, beginsLine)}
    </time>
  );
  return address ? <Link address={address}>{shown}</Link> : shown;
}
