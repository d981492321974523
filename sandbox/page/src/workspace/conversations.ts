// The person's conversations: the app's direct messages are always among them, also before their first message.
import type { Conversation, WorkspaceState } from "../wire/shapes";

/** What the control API calls the person's direct messages with the app. */
const APP = "app";

export function conversationsOf({ channels, app }: WorkspaceState): Conversation[] {
  if (channels.some((one) => one.with === app.bot_user_id)) return channels;
  const first: Conversation = {
    id: APP,
    name: app.name,
    kind: "im",
    with: app.bot_user_id,
    unread: 0,
    shared: false,
    topic: "",
  };
  return [...channels, first];
}

/** The conversation that an address names, by id, by name or as "app"; else the person's first channel. */
export function conversationNamed(name: string | undefined, state: WorkspaceState): Conversation | undefined {
  const all = conversationsOf(state);
  return (
    all.find((one) => one.id === name) ??
    all.find((one) => name === APP && one.with === state.app.bot_user_id) ??
    all.find((one) => one.kind !== "im" && one.name === name) ??
    all.find((one) => one.kind !== "im") ??
    all[0]
  );
}
