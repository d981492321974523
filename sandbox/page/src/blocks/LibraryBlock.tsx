// Hands a block to slack-blocks-to-jsx. It draws what only shows (charts, rich text, cards, …); it has no callbacks,
// so nothing that can be pressed goes here.
import { memo, useMemo } from "react";
import { Message, type Block, type MessageProps } from "slack-blocks-to-jsx";
import { emojiNamed } from "../text/emoji";
import { ChannelMention, Link, SlackDate, UserMention } from "../text/Mrkdwn";
import type { AnyBlock } from "../wire/blockkit";

const HOOKS: MessageProps["hooks"] = {
  user: ({ id }) => <UserMention id={id} />,
  channel: ({ id }) => <ChannelMention id={id} />,
  link: ({ href, children }) => <Link address={href}>{children}</Link>,
  date: ({ timestamp, format, link, fallback }) => (
    <SlackDate moment={Number(timestamp)} format={format} address={link ?? ""} fallback={fallback} />
  ),
  emoji: (data, parse) => {
    const name = typeof data === "object" && "name" in data ? String(data.name) : "";
    return emojiNamed(name) ?? (name ? `:${name}:` : parse(data));
  },
};

const GREY =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'%3E%3Crect width='4' height='3' fill='%23e8e8e8'/%3E%3C/svg%3E";

// The page works offline: a picture from elsewhere is a grey box with its alternative text.
function withoutPictures(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPictures);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inside]) => {
    const picture = name === "image_url" || name === "thumbnail_url";
    return [name, picture && !String(inside).startsWith("data:") ? GREY : withoutPictures(inside)];
  });
  return Object.fromEntries(entries);
}

export const LibraryBlock = memo(function LibraryBlock({ block }: { block: AnyBlock }) {
  const blocks = useMemo(() => [withoutPictures(block) as Block], [block]);
  return <Message blocks={blocks} hooks={HOOKS} theme="light" withoutWrapper logo="" name="" className="library" />;
});
