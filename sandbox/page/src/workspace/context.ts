// What every part of the page may ask: who is acting, who and what there is, and what time it is.
import { createContext, useContext } from "react";
import type { Feed } from "../wire/feed";
import type { Conversation, Person, WorkspaceState } from "../wire/shapes";

export interface Workspace {
  state: WorkspaceState;
  me: Person;
  feed: Feed;
  /** The moved clock, in epoch seconds. */
  now: () => number;
  person: (id: string) => Person | undefined;
  nameOf: (id: string) => string | undefined;
  channel: (id: string) => Conversation | undefined;
  /** Shows a conversation, or the app's Home tab of it. */
  open: (channel: string, where?: { tab?: "home"; thread?: string }) => void;
  reload: () => void;
  /** When the person last sent or pressed something (performance.now()); what comes next is its answer. */
  acted: { current: number };
}

export const WorkspaceContext = createContext<Workspace | null>(null);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("useWorkspace outside of its provider");
  return workspace;
}

export function displayName(person: Person): string {
  return person.display_name || person.real_name || person.name;
}

export function titleOf(conversation: Conversation, person: Workspace["person"]): string {
  if (conversation.kind !== "im") return `#${conversation.name}`;
  const other = conversation.with ? person(conversation.with) : undefined;
  return other ? displayName(other) : conversation.name;
}
