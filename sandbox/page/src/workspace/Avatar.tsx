// A person's drawn picture: their initials on their colour; the app has a mark of its own.
import type { Person } from "../wire/shapes";
import { displayName } from "./context";

const COLOURS = 10;

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return ((words[0]?.[0] ?? "?") + (words.length > 1 ? (words.at(-1)?.[0] ?? "") : "")).toUpperCase();
}

function shade(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 997;
  return sum % COLOURS;
}

export function Avatar({ person, name, small }: { person?: Person; name?: string; small?: boolean }) {
  const shown = person ? displayName(person) : (name ?? "?");
  const kind = person && !person.is_bot ? `shade-${shade(person.id)}` : shown === "Slackbot" ? "system" : "app";
  return (
    <span className={`avatar ${kind} ${small ? "small" : ""}`} aria-hidden="true">
      {kind === "app" ? shown.slice(0, shown.length <= 3 ? 3 : 1).toUpperCase() : initials(shown)}
    </span>
  );
}
