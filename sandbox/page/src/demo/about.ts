// One line about an exchange: what was typed, pressed, sent or happened, so that the list reads without opening it.
import type { TrafficEntry } from "../wire/shapes";

const LONGEST = 90;

type Fields = Record<string, unknown>;

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Forms carry structures as JSON in text. */
function structure(value: unknown): Fields {
  if (typeof value !== "string") return fields(value);
  try {
    return fields(JSON.parse(value));
  } catch {
    return {};
  }
}

function interaction(request: Fields): string {
  const actions = Array.isArray(request.actions) ? request.actions.map((one) => text(fields(one).action_id)) : [];
  const named = text(request.callback_id) || text(fields(request.view).callback_id);
  return [text(request.type), actions.join(", ") || text(request.action_id) || named].filter(Boolean).join(" · ");
}

function call(request: Fields, place: (id: string) => string): string {
  const view = structure(request.view);
  const titled = text(fields(view.title).text) || text(view.type);
  const where = text(request.channel) || text(request.user) || text(request.user_id) || text(request.users);
  return [where && place(where), titled, text(request.text)].filter(Boolean).join(" · ");
}

/** `place` names a channel or a person by its id. */
export function aboutEntry({ what, request }: TrafficEntry, place: (id: string) => string): string {
  const asked = fields(request);
  const event = fields(asked.event);
  const line =
    what === "slash_commands" ? `${text(asked.command)} ${text(asked.text)}`
    : what === "interactive" ? interaction(asked)
    : what === "events_api" ? [text(event.type), text(event.tab) || text(event.text)].filter(Boolean).join(" · ")
    : call(asked, place);
  const flat = line.replace(/\s+/g, " ").trim();
  return flat.length > LONGEST ? `${flat.slice(0, LONGEST - 1)}…` : flat;
}
