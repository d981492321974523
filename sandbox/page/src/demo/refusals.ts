// Slack's reasons for a refusal, and what the JSON pointers in them name, in words.
export interface Reason {
  /** Slack's sentence, without its pointer. */
  said: string;
  /** "block 2 (actions), element 1 (button “Log call”), text: “…”", where the sentence names a place. */
  where: string | null;
  /** The block that it is in, as the app sent it. */
  block: unknown;
}

type Fields = Record<string, unknown>;

const POINTER = /\s*\[json-pointer:([^\]]*)\]/;
const ONE_OF: Record<string, string> = { child_blocks: "block within", accessory: "accessory" };
const QUOTED = 60;
const NAMED = 24;
/** The record keeps no more of a text. */
const KEPT = 4000;

// Slack explains a refusal in `errors`, or in `response_metadata.messages` as "[ERROR] …".
export function reasons(request: unknown, response: unknown): Reason[] {
  const { errors, response_metadata: metadata } = fieldsOf(response);
  const said = [errors, fieldsOf(metadata)["messages"]].find((list) => Array.isArray(list) && list.length > 0);
  const sent = unfolded(request);
  return Array.isArray(said) ? said.map((one) => reason(String(one), sent)) : [];
}

function reason(sentence: string, request: unknown): Reason {
  const pointer = POINTER.exec(sentence)?.[1];
  const said = sentence.replace("[ERROR] ", "").replace(POINTER, "");
  return { said, ...(pointer ? placeOf(pointer, request) : { where: null, block: undefined }) };
}

function placeOf(pointer: string, request: unknown): Omit<Reason, "said"> {
  const steps = pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  let value = request;
  let block: unknown;
  const words: string[] = [];
  steps.forEach((step, at) => {
    value = fieldsOf(value)[step];
    const before = steps[at - 1];
    if (/^\d+$/.test(step) && before) {
      words.pop();
      words.push(`${singular(before)} ${Number(step) + 1}${named(value)}`);
      if (before === "blocks") block = value;
    } else if (step !== before && !(at === 0 && step === "view")) words.push(step.replaceAll("_", " "));
  });
  return { where: `${words.join(", ")}${shown(value)}`, block };
}

function singular(name: string): string {
  return ONE_OF[name] ?? name.replace(/s$/, "").replaceAll("_", " ");
}

/** " (button “Log call”)" */
function named(value: unknown): string {
  const { type, text, label } = fieldsOf(value);
  const title = [text, fieldsOf(text)["text"], fieldsOf(label)["text"]].find((one) => typeof one === "string");
  const about = [type, title ? quoted(String(title), NAMED) : ""].filter(Boolean).join(" ");
  return about ? ` (${about})` : "";
}

function shown(value: unknown): string {
  if (typeof value === "string") return `: ${quoted(value)}, ${lengthOf(value)}`;
  if (Array.isArray(value)) return `: ${value.length} in all`;
  return typeof value === "number" || typeof value === "boolean" ? `: ${value}` : "";
}

function quoted(text: string, most = QUOTED): string {
  return `“${text.length > most ? `${text.slice(0, most)}…` : text}”`;
}

function lengthOf(text: string): string {
  const count = `${text.length.toLocaleString("en-GB")} ${text.length === 1 ? "character" : "characters"}`;
  return text.length === KEPT ? `${count} or more` : count;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

/** Form posts carry blocks and views as JSON in a string; shown as what they mean. */
export function unfolded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unfolded);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, unfolded(inside)]));
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
