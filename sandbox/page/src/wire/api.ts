// The calls of the sandbox's control API, and what the page says when the sandbox cannot be reached.
import type { ElementValue, Option, StateValues } from "./blockkit";
import type { ChatMessage, Fault, TrafficEntry, View, WorkspaceState } from "./shapes";

export interface Refusal {
  ok: false;
  error: string;
  message?: string;
  /** Of a form: what is wrong, by block_id. */
  errors?: Record<string, string>;
}

export type Answer<T> = ({ ok: true } & T) | Refusal;

/** Where a press happened: a message or a view. */
export type Place = { channel: string; ts: string } | { view_id: string };

const UNREACHABLE: Refusal = {
  ok: false,
  error: "unreachable",
  message: "The sandbox did not answer. Is it still running?",
};

async function answerOf<T>(request: Promise<Response>): Promise<Answer<T>> {
  try {
    return (await (await request).json()) as Answer<T>;
  } catch {
    return UNREACHABLE;
  }
}

function read<T>(path: string, query: Record<string, string | undefined>): Promise<Answer<T>> {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return answerOf(fetch(`/sandbox/${path}?${new URLSearchParams(given)}`, { cache: "no-store" }));
}

function post<T = object>(path: string, body: object): Promise<Answer<T>> {
  const headers = { "Content-Type": "application/json" };
  return answerOf(fetch(`/sandbox/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

function remove(path: string): Promise<Answer<object>> {
  return answerOf(fetch(`/sandbox/${path}`, { method: "DELETE" }));
}

/** What a refusal says to the person. */
export function spoken(refusal: Refusal): string {
  return refusal.message ?? `The sandbox refused this (${refusal.error}).`;
}

export const readState = (as?: string) => read<WorkspaceState>("state", { as });

export const readMessages = (as: string, channel: string, thread?: string) =>
  read<{ messages: ChatMessage[] }>("messages", { as, channel, thread_ts: thread });

export const readHome = (as: string) => read<{ view: View | null }>("home", { as });

export const readTraffic = (after: number) =>
  read<{ entries: TrafficEntry[] }>("traffic", { after: String(after) });

export const say = (as: string, channel: string, text: string, thread?: string) =>
  post("say", thread ? { as, channel, text, thread_ts: thread } : { as, channel, text });

/** The body is the file as it is. */
export const upload = (as: string, channel: string, file: File, thread?: string) => {
  const query = new URLSearchParams({ as, channel, name: file.name, ...(thread ? { thread_ts: thread } : {}) });
  return answerOf<object>(fetch(`/sandbox/upload?${query}`, { method: "POST", body: file }));
};

/** Where a person's browser finds a file. */
export const fileAddress = (as: string, id: string) => `/sandbox/files/${id}?${new URLSearchParams({ as })}`;

export const openTab = (as: string, tab: "home" | "messages") => post("home", { as, tab });

export const markRead = (as: string, channel: string, ts: string) => post("read", { as, channel, ts });

export const runShortcut = (as: string, callback_id: string, message?: { channel: string; ts: string }) =>
  post("shortcut", { as, callback_id, ...message });

export const closeView = (as: string, view_id: string) => post("close", { as, view_id });

export const submitView = (as: string, view_id: string, values: StateValues) =>
  post<{ response_action?: string; errors?: Record<string, string> }>("submit", { as, view_id, values });

export function press(
  as: string,
  place: Place,
  at: { block_id: string; action_id: string },
  value: ElementValue,
  values: StateValues,
) {
  const { type: _type, ...chosen } = value;
  return post("press", { as, ...place, ...at, ...chosen, values });
}

export const readOptions = (
  as: string,
  place: Place,
  at: { block_id: string; action_id: string },
  value: string,
) => post<{ options: Option[] }>("options", { as, ...place, ...at, value });

export const moveClockTo = (to: string) => post("clock", { to });
export const moveClockBy = (seconds: number) => post("clock", { by: seconds });

export const addFault = (fault: Fault) => post("faults", fault);
export const disturbSockets = (kind: string) => post("faults", { method: "socket", kind });
export const clearFaults = () => remove("faults");

/** What is still to come. */
export const readFaults = () => read<{ faults: Fault[] }>("faults", {});

export const readLimits = () => read<{ on: boolean }>("limits", {});
export const setLimits = (on: boolean) => post<{ on: boolean }>("limits", { on });
