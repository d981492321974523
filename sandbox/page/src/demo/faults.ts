// What can go wrong on demand, in words: the kinds of trouble, what each needs to know, and the calls it can hit.
import type { Fault } from "../wire/shapes";

export const SOCKETS = ["cut", "refresh"];
export const ANY_CALL = "*";
const HISTORY = "conversations.history";

interface Kind {
  kind: string;
  label: string;
  /** What its seconds mean, where it has any. */
  seconds?: string;
  /** The one method that it can hit, where there is only one. */
  only?: string;
}

export const KINDS: Kind[] = [
  { kind: "drop_before", label: "Connection lost, nothing done" },
  { kind: "drop_after", label: "Connection lost, but done" },
  { kind: "error_500", label: "500, nothing done" },
  { kind: "error_500_after", label: "500, but done" },
  { kind: "rate_limited", label: "429, too many requests", seconds: "Retry after, s" },
  { kind: "latency", label: "Slow answer", seconds: "Waiting, s" },
  { kind: "history_lag", label: "History lags behind", seconds: "Behind, s", only: HISTORY },
  { kind: "cut", label: "Sockets cut, at once", only: "socket" },
  { kind: "refresh", label: "Sockets refreshed, at once", only: "socket" },
];

// As in sandbox/api/table.py, what writes first.
export const METHODS = [
  "chat.postMessage", "chat.postEphemeral", "chat.update", "chat.delete", "response_url",
  "views.open", "views.update", "views.push", "views.publish",
  "conversations.open", HISTORY, "conversations.replies", "conversations.info", "conversations.list", "conversations.members",
  "users.info", "users.list", "users.lookupByEmail", "users.conversations",
  "auth.test", "apps.connections.open", "blocks.validate", "bots.info", "chat.getPermalink", "dnd.info", "files.getUploadURLExternal", "files.completeUploadExternal",
  "files.info", "reactions.add", "team.info",
];

export function kindNamed(kind: string): Kind {
  return KINDS.find((one) => one.kind === kind) ?? { kind, label: kind };
}

/** "Slow answer, 3 s: the next 2 calls of chat.update" */
export function inWords({ method, kind, times, seconds }: Fault): string {
  const { label, seconds: counted } = kindNamed(kind);
  const what = counted ? `${label}, ${seconds} s` : label;
  const calls = times === 1 ? "the next call" : `the next ${times} calls`;
  return `${what}: ${calls}${method === ANY_CALL ? "" : ` of ${method}`}`;
}
