// How a conversation reads: a heading for each day, and one name over short texts sent shortly after each other.
import { dayHeading, type Reader } from "../time/relative";
import { dayOf } from "../time/zone";
import type { ChatMessage } from "../wire/shapes";

const TOGETHER_S = 300;

export interface Line {
  message: ChatMessage;
  /** The heading to show above, when a day begins here. */
  day: string | null;
  /** Whether the author is named again. */
  named: boolean;
}

export function linesOf(messages: ChatMessage[], reader: Reader): Line[] {
  return messages.map((message, at) => {
    const before = messages[at - 1];
    const moment = Number(message.ts);
    const newDay = !before || dayOf(Number(before.ts), reader.zone) !== dayOf(moment, reader.zone);
    const together =
      before?.user === message.user &&
      !message.blocks?.length &&
      before.ephemeral === message.ephemeral &&
      moment - Number(before.ts) < TOGETHER_S &&
      !before.reply_count;
    return { message, day: newDay ? dayHeading(moment, reader) : null, named: newDay || !together };
  });
}
