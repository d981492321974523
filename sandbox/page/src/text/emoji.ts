// Emoji shortcodes to characters: Slack's names where they differ, the common list for the rest.
import { get } from "node-emoji";

const SLACK_NAMES: Record<string, string> = {
  large_green_circle: "🟢",
  large_yellow_circle: "🟡",
  large_orange_circle: "🟠",
  large_purple_circle: "🟣",
  large_brown_circle: "🟤",
  large_blue_circle: "🔵",
  red_circle: "🔴",
  thumbsup: "👍",
  thumbsdown: "👎",
  spiral_calendar_pad: "🗓️",
  white_tick: "✅",
  phone: "☎️",
  simple_smile: "🙂",
};

const CODE = /:([a-z0-9_+\-']+):(?::skin-tone-[2-6]:)?/g;

const NO_CHARACTER = "\u{10FFFF}";
const SIDE_PX = 24;
const drawable = new Map<string, boolean>();

function pixelsOf(text: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE_PX;
  const pen = canvas.getContext("2d");
  if (!pen) return text;
  pen.font = `${SIDE_PX / 2}px sans-serif`;
  pen.fillText(text, 0, SIDE_PX * 0.75);
  return canvas.toDataURL();
}

/** False where no font of this machine has the character; it would show as an empty box. */
export function canDraw(character: string): boolean {
  let known = drawable.get(character);
  if (known === undefined) {
    known = pixelsOf(String.fromCodePoint(character.codePointAt(0) ?? 0)) !== pixelsOf(NO_CHARACTER);
    drawable.set(character, known);
  }
  return known;
}

/** The character for a name without colons, or null when nobody knows it or no font has it. */
export function emojiNamed(name: string): string | null {
  const found = SLACK_NAMES[name] ?? get(name) ?? null;
  return found !== null && canDraw(found) ? found : null;
}

export function withEmoji(text: string): string {
  return text.replace(CODE, (whole, name: string) => emojiNamed(name) ?? whole);
}
