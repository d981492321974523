// Slack's mrkdwn as a tree. Slack's own rules, not Markdown's: a marker counts only at the edge of a word,
// on one line, and "# x" or "1. x" mean nothing.
export type Node =
  | { kind: "text"; text: string }
  | { kind: "bold" | "italic" | "strike"; inside: Node[] }
  | { kind: "code" | "fence"; text: string }
  | { kind: "quote"; inside: Node[] }
  | { kind: "link"; address: string; label: string }
  | { kind: "user" | "channel" | "group"; id: string; label: string }
  | { kind: "broadcast"; name: string }
  | { kind: "date"; moment: number; format: string; address: string; fallback: string };

const FENCE = /```\n?([\s\S]*?)\n?```/;
const ANGLED = /<([^<>\n]+)>/;
const CODE = /`([^`\n]+)`/;
const BOLD = /(?<![\p{L}\p{N}*])\*(?!\s)([^*\n]*?[^\s*])\*(?![\p{L}\p{N}*])/u;
const ITALIC = /(?<![\p{L}\p{N}_])_(?!\s)([^_\n]*?[^\s_])_(?![\p{L}\p{N}_])/u;
const STRIKE = /(?<![\p{L}\p{N}~])~(?!\s)([^~\n]*?[^\s~])~(?![\p{L}\p{N}~])/u;
const BARE = /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)"']/;

type Rule = [RegExp, (match: RegExpExecArray) => Node];

const RULES: Rule[] = [
  [ANGLED, (match) => angled(match[1] ?? "")],
  [CODE, (match) => ({ kind: "code", text: plain(match[1] ?? "") })],
  [BOLD, (match) => ({ kind: "bold", inside: inline(match[1] ?? "") })],
  [ITALIC, (match) => ({ kind: "italic", inside: inline(match[1] ?? "") })],
  [STRIKE, (match) => ({ kind: "strike", inside: inline(match[1] ?? "") })],
  [BARE, (match) => ({ kind: "link", address: plain(match[0]), label: plain(match[0]) })],
];

/** Slack escapes these three and nothing else. */
export function plain(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function angled(body: string): Node {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? "" : plain(body.slice(bar + 1));
  if (target.startsWith("@")) return { kind: "user", id: target.slice(1), label };
  if (target.startsWith("#")) return { kind: "channel", id: target.slice(1), label };
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!subteam^")) return { kind: "group", id: target.slice(9), label };
  if (target.startsWith("!")) return { kind: "broadcast", name: label || target.slice(1) };
  return { kind: "link", address: plain(target), label: label || plain(target).replace(/^mailto:/, "") };
}

function date(target: string, fallback: string): Node {
  const [, seconds = "", format = "", address = ""] = target.split("^");
  const moment = Number(seconds);
  if (!seconds || Number.isNaN(moment)) return { kind: "text", text: fallback };
  return { kind: "date", moment, format: plain(format), address: plain(address), fallback };
}

function inline(text: string): Node[] {
  const nodes: Node[] = [];
  let rest = text;
  let before = "";
  while (rest) {
    const first = earliest(rest, before);
    if (!first) break;
    const [rule, match] = first;
    if (match.index > 0) nodes.push({ kind: "text", text: plain(rest.slice(0, match.index)) });
    nodes.push(rule[1](match));
    before = match[0].slice(-1);
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest) nodes.push({ kind: "text", text: plain(rest) });
  return nodes;
}

// A rule looks behind itself, so the character before `rest` matters at its very start.
function earliest(rest: string, before: string): [Rule, RegExpExecArray] | null {
  let best: [Rule, RegExpExecArray] | null = null;
  for (const rule of RULES) {
    const match = rule[0].exec(rest);
    if (!match || (match.index === 0 && /[*_~]/.test(match[0].charAt(0)) && /[\p{L}\p{N}]/u.test(before))) continue;
    if (!best || match.index < best[1].index) best = [rule, match];
  }
  return best;
}

function lines(text: string): Node[] {
  const nodes: Node[] = [];
  const quoted = /^(?:&gt;|>) ?/;
  const all = text.split("\n");
  for (let at = 0; at < all.length; ) {
    const quoting = quoted.test(all[at] ?? "");
    let end = at;
    while (end < all.length && quoted.test(all[end] ?? "") === quoting) end += 1;
    const run = all.slice(at, end);
    if (quoting) nodes.push({ kind: "quote", inside: inline(run.map((line) => line.replace(quoted, "")).join("\n")) });
    else nodes.push(...inline(run.join("\n")));
    at = end;
  }
  return nodes;
}

export function parse(text: string): Node[] {
  const fence = FENCE.exec(text);
  if (!fence) return lines(text);
  const before = text.slice(0, fence.index).replace(/\n$/, "");
  const after = text.slice(fence.index + fence[0].length).replace(/^\n/, "");
  return [
    ...(before ? lines(before) : []),
    { kind: "fence", text: plain(fence[1] ?? "") },
    ...(after ? parse(after) : []),
  ];
}
