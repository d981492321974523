// The inspector: every request between the app and the sandbox, refused ones marked with the reason.
import { useEffect, useRef, useState } from "react";
import { clockTime, written } from "../time/zone";
import { readTraffic } from "../wire/api";
import type { TrafficEntry } from "../wire/shapes";
import { useWorkspace } from "../workspace/context";
import { aboutEntry } from "./about";
import { reasons, unfolded, type Reason } from "./refusals";

const KEPT = 500;

function useTraffic(): TrafficEntry[] {
  const { feed } = useWorkspace();
  const [entries, setEntries] = useState<TrafficEntry[]>([]);
  const last = useRef(0);
  useEffect(() => {
    let current = true;
    let reading = false;
    let again = false;
    const read = async () => {
      if (reading) return void (again = true);
      reading = true;
      const answer = await readTraffic(last.current);
      reading = false;
      if (!current) return;
      const fresh = answer.ok ? answer.entries.filter((entry) => entry.n > last.current) : [];
      last.current = fresh.reduce((most, entry) => Math.max(most, entry.n), last.current);
      if (fresh.length) setEntries((old) => [...old, ...fresh].slice(-KEPT));
      if (again) {
        again = false;
        void read();
      }
    };
    void read();
    const stop = feed.listen((change) => {
      if (change.what === "everything") {
        last.current = 0;
        setEntries([]);
      }
      if (change.what === "everything" || change.what === "traffic") void read();
    });
    return () => {
      current = false;
      stop();
    };
  }, [feed]);
  return entries;
}

export function Traffic({ onClose }: { onClose: () => void }) {
  const entries = useTraffic();
  const [refusedOnly, setRefusedOnly] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const opener = useRef(document.activeElement);
  useEffect(() => {
    const before = opener.current;
    list.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const shown = (refusedOnly ? entries.filter((entry) => entry.error) : entries).toReversed();
  const refused = entries.filter((entry) => entry.error).length;
  return (
    <aside
      className="traffic"
      aria-label="Traffic"
      data-testid="traffic-panel"
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}
    >
      <header className="panel-head">
        <h2>Traffic <small>newest first</small></h2>
        <label className="refused-only">
          <input type="checkbox" checked={refusedOnly} onChange={(event) => setRefusedOnly(event.target.checked)} />
          Refused only ({refused})
        </label>
        <button type="button" className="tool" aria-label="Close traffic" onClick={onClose}>×</button>
      </header>
      <div ref={list} className="traffic-list" tabIndex={0}>
        {shown.length === 0 && (
          <p className="empty">{refusedOnly ? "Nothing was refused." : "Nothing has passed between the app and Slack yet."}</p>
        )}
        {shown.map((entry) => <Entry key={entry.n} entry={entry} />)}
      </div>
    </aside>
  );
}

function Entry({ entry }: { entry: TrafficEntry }) {
  const { state, nameOf, channel } = useWorkspace();
  const [open, setOpen] = useState(false);
  const about = aboutEntry(entry, (id) => {
    const known = channel(id);
    if (known && known.kind !== "im") return `#${known.name}`;
    return nameOf(id) ?? (id.startsWith("D") ? "direct message" : id);
  });
  const why = entry.error ? reasons(entry.request, entry.response) : [];
  const blocks = [...new Set(why.map((one) => one.block))];
  const time = `${clockTime(entry.at, state.zone)}:${written(entry.at, state.zone, { second: "2-digit" }).padStart(2, "0")}`;
  return (
    <details
      className={`entry ${entry.error ? "refused" : ""}`}
      data-testid="traffic-entry"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span className={`from ${entry.from}`}>{entry.from === "app" ? "app → Slack" : "Slack → app"}</span>
        <b>{entry.what}</b>
        <small>{[entry.status, entry.ms === null ? "" : `${Math.round(entry.ms)} ms`, time].filter(Boolean).join(" · ")}</small>
        {about && <span className="about" data-testid="about">{about}</span>}
        {entry.error && <Refused error={entry.error} why={why} />}
      </summary>
      {open && blocks.map((block, at) => <Body key={at} title="The refused block" value={block} />)}
      {open && <Body title="Request" value={entry.request} />}
      {open && <Body title="Response" value={entry.response} />}
    </details>
  );
}

function Refused({ error, why }: { error: string; why: Reason[] }) {
  return (
    <span className="reason" data-testid="reason">
      <b>{error}</b>
      {why.map((one, at) => (
        <span key={at}>{one.said}{one.where && <small>{one.where}</small>}</span>
      ))}
    </span>
  );
}

function Body({ title, value }: { title: string; value: unknown }) {
  if (value === null || value === undefined) return null;
  return (
    <>
      <h3>{title}</h3>
      <pre tabIndex={0}>{JSON.stringify(unfolded(value), null, 2)}</pre>
    </>
  );
}
