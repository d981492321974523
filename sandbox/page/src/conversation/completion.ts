// What can be completed in the message box: commands after "/", people after "@", channels after "#".
import type { WorkspaceState } from "../wire/shapes";
import { displayName } from "../workspace/context";

export interface Completion {
  key: string;
  label: string;
  detail: string;
  /** The text of the box once chosen, up to the caret. */
  text: string;
}

const MOST = 8;

export function completions(before: string, state: WorkspaceState): Completion[] {
  if (/^\/\S*$/.test(before)) return commands(before, state);
  const word = /(^|\s)([@#])([\p{L}\p{N}._-]*)$/u.exec(before);
  if (!word) return [];
  const start = before.slice(0, before.length - (word[3] ?? "").length - 1);
  const typed = (word[3] ?? "").toLowerCase();
  const found = word[2] === "@" ? people(typed, state) : channels(typed, state);
  return found.slice(0, MOST).map((one) => ({ ...one, text: `${start}${one.label} ` }));
}

function commands(before: string, state: WorkspaceState): Completion[] {
  return state.commands
    .filter((one) => one.command.startsWith(before.toLowerCase()))
    .map((one) => ({
      key: one.command,
      label: [one.command, one.usage_hint].filter(Boolean).join(" "),
      detail: one.description,
      text: `${one.command} `,
    }));
}

function people(typed: string, state: WorkspaceState) {
  return state.people
    .filter((one) => !one.deleted)
    .filter((one) => `${displayName(one)} ${one.real_name} ${one.name}`.toLowerCase().includes(typed))
    .map((one) => ({ key: one.id, label: `@${one.name}`, detail: [displayName(one), one.title].filter(Boolean).join(", ") }));
}

function channels(typed: string, state: WorkspaceState) {
  return state.channels
    .filter((one) => one.kind !== "im" && one.name.includes(typed))
    .map((one) => ({ key: one.id, label: `#${one.name}`, detail: one.topic }));
}

/** The command that the text begins with, to show how it is used. */
export function commandIn(text: string, state: WorkspaceState) {
  const word = /^\/\S+(?=\s)/.exec(text)?.[0];
  return state.commands.find((one) => one.command === word);
}
