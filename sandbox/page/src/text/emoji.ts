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

/** The character for a name without colons, or null when nobody knows it. */
export function emojiNamed(name: string): string | null {
  return SLACK_NAMES[name] ?? get(name) ?? null;
}

export function withEmoji(text: string): string {
  return text.replace(CODE, (whole, name: string) => emojiNamed(name) ?? whole);
}
