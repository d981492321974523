// The shapes that the sandbox's control API speaks: people, conversations, messages, views, traffic.
import type { AnyBlock } from "./blockkit";

export interface Person {
  id: string;
  name: string;
  real_name: string;
  display_name: string;
  title: string;
  tz: string;
  is_guest: boolean;
  is_bot: boolean;
  deleted: boolean;
  color: string;
}

export interface Conversation {
  id: string;
  name: string;
  kind: "channel" | "private" | "im";
  with?: string;
  unread: number;
  shared: boolean;
  archived?: boolean;
  topic: string;
}

export interface Command {
  command: string;
  description: string;
  usage_hint: string;
}

export interface Shortcut {
  name: string;
  type: "global" | "message";
  callback_id: string;
  description: string;
}

export interface PlainText {
  type: string;
  text: string;
}

export interface View {
  id: string;
  type: "modal" | "home";
  title?: PlainText;
  submit?: PlainText | null;
  close?: PlainText | null;
  submit_disabled?: boolean;
  blocks: AnyBlock[];
}

export interface WorkspaceState {
  now: number;
  zone: string;
  team: { id: string; name: string; domain: string };
  me: Person;
  people: Person[];
  channels: Conversation[];
  app: {
    name: string;
    bot_user_id: string;
    app_id: string;
    connected: boolean;
    messages_tab?: boolean;
    messages_tab_read_only?: boolean;
  };
  commands: Command[];
  shortcuts: Shortcut[];
  views: View[];
  has_home: boolean;
}

export interface Attachment {
  color?: string;
  text?: string;
  fallback?: string;
  blocks?: AnyBlock[];
}

export interface SharedFile {
  id: string;
  name?: string;
  title?: string;
  size?: number;
  pretty_type?: string;
  deleted?: boolean;
}

export interface ChatMessage {
  ts: string;
  user: string;
  app?: string;
  text: string;
  blocks?: AnyBlock[];
  attachments?: Attachment[];
  thread_ts?: string;
  reply_count?: number;
  edited?: boolean;
  ephemeral: boolean;
  system_error?: boolean;
  reactions?: { name: string; user: string }[];
  files?: SharedFile[];
}

export interface TrafficEntry {
  n: number;
  at: number;
  from: "app" | "slack";
  what: string;
  status: number | string | null;
  request: unknown;
  response: unknown;
  ms: number | null;
  error?: string | null;
}

/** What the next calls of a method shall suffer; `seconds` is the wait, the Retry-After or the lag. */
export interface Fault {
  method: string;
  kind: string;
  times: number;
  seconds: number;
}

export interface Change {
  what: "messages" | "views" | "home" | "state" | "clock" | "traffic" | "everything";
  channel?: string;
}
