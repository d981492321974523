// Moments in a person's zone: their parts, how they are written, and back from a local time to a moment.
const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: known(zone), hourCycle: "h23" });
    formats.set(key, found);
  }
  return found;
}

function known(zone: string): string {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: zone });
    return zone;
  } catch {
    return "UTC";
  }
}

/** "09:04" */
export function clockTime(moment: number, zone: string): string {
  return format(zone, { hour: "2-digit", minute: "2-digit" }).format(moment * 1000);
}

/** "Tue 24 Nov 2026" */
export function shortDay(moment: number, zone: string): string {
  const options = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
  return format(zone, options).format(moment * 1000).replace(",", "");
}

export function written(moment: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  return format(zone, options).format(moment * 1000);
}

/** The calendar day as "2026-11-24". */
export function dayOf(moment: number, zone: string): string {
  const options = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const parts = format(zone, options).formatToParts(moment * 1000);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** Days from `from` to `to`, both "2026-11-24". */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** "2026-11-24T09:00", what a datetime-local field holds. */
export function localStamp(moment: number, zone: string): string {
  return `${dayOf(moment, zone)}T${clockTime(moment, zone)}`;
}

/** The moment (epoch seconds) at which clocks in `zone` show `stamp`; of two, the earlier. */
export function momentAt(stamp: string, zone: string): number {
  const asUtc = Date.parse(`${stamp}Z`) / 1000;
  const shift = (at: number) => Date.parse(`${localStamp(at, zone)}Z`) / 1000 - Math.floor(at / 60) * 60;
  const first = asUtc - shift(asUtc - 86_400);
  return localStamp(first, zone) === stamp.slice(0, 16) ? first : asUtc - shift(asUtc + 86_400);
}

/** "Berlin" of "Europe/Berlin". */
export function zoneName(zone: string): string {
  return zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;
}
