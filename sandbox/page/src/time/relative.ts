// Days by name: "Today", "Yesterday", "Tuesday 24 November", and Slack's date tokens (<!date^…>).
import { clockTime, dayOf, daysBetween, written } from "./zone";

/** The reader's zone and the moment they read at. */
export interface Reader {
  zone: string;
  now: number;
}

function named(moment: number, reader: Reader): string | null {
  const away = daysBetween(dayOf(reader.now, reader.zone), dayOf(moment, reader.zone));
  return away === 0 ? "today" : away === 1 ? "tomorrow" : away === -1 ? "yesterday" : null;
}

/** The heading over a day's messages. */
export function dayHeading(moment: number, reader: Reader): string {
  const name = named(moment, reader);
  if (name) return capital(name);
  const sameYear = dayOf(moment, reader.zone).slice(0, 4) === dayOf(reader.now, reader.zone).slice(0, 4);
  const year = sameYear ? {} : ({ year: "numeric" } as const);
  return written(moment, reader.zone, { weekday: "long", day: "numeric", month: "long", ...year });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function ago(moment: number, now: number): string {
  const seconds = Math.abs(now - moment);
  const [size, unit] =
    seconds < 60 ? ([1, "second"] as const)
    : seconds < 3600 ? ([60, "minute"] as const)
    : seconds < 86_400 ? ([3600, "hour"] as const)
    : ([86_400, "day"] as const);
  const count = Math.floor(seconds / size) * (moment <= now ? -1 : 1);
  return new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" }).format(count, unit);
}

const LONG = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
const SHORT = { day: "numeric", month: "short", year: "numeric" } as const;
const PLAIN = { day: "numeric", month: "long", year: "numeric" } as const;

function token(name: string, moment: number, reader: Reader): string {
  const write = (options: Intl.DateTimeFormatOptions) => written(moment, reader.zone, options);
  switch (name) {
    case "date_num": return dayOf(moment, reader.zone);
    case "date_slash": return write({ day: "2-digit", month: "2-digit", year: "numeric" });
    case "date_long": case "date_long_full": return write(LONG);
    case "date_long_pretty": return named(moment, reader) ?? write(LONG);
    case "date": return write(PLAIN);
    case "date_pretty": return named(moment, reader) ?? write(PLAIN);
    case "date_short": return write(SHORT);
    case "date_short_pretty": return named(moment, reader) ?? write(SHORT);
    case "day_divider_pretty": return dayHeading(moment, reader);
    case "time": return clockTime(moment, reader.zone);
    case "time_secs": return write({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
    case "ago": return ago(moment, reader.now);
    default: return `{${name}}`;
  }
}

/** `format` with Slack's tokens filled in, in the reader's zone; "today" is "Today" where a line begins. */
export function slackDate(moment: number, format: string, reader: Reader, beginsLine: boolean): string {
  const filled = format.replace(/\{(\w+)\}/g, (_whole, name: string) => token(name, moment, reader));
  return beginsLine ? capital(filled) : filled;
}
