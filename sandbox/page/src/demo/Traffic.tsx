// The inspector: every request between the app and the sandbox, refused ones marked with the reason.
import { useEffect, useRef, useState } from "react";
import { clockTime, written } from "../time/zone";
import { readTraffic } from "../wire/api";
import type { TrafficEntry } from "../wire/shapes";
import { useWorkspace } from "../workspace/context";

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
  const shown = (refusedOnly ? entries.filter((entry) => entry.error) : entries).toReversed();
  const refused = entries.filter((entry) => entry.error).length;
  return (
    <aside className="traffic" aria-label="Traffic" data-testid="traffic-panel">
      <header className="panel-head">
        <h2>Traffic <small>newest first</small></h2>
        <label className="refused-only">
          <input type="checkbox" checked={refusedOnly} onChange={(event) => setRefusedOnly(event.target.checked)} />
          Refused only ({refused})
        </label>
        <button type="button" className="tool" aria-label="Close traffic" onClick={onClose}>×</button>
      </header>
      <div className="traffic-list" tabIndex={0}>
        {shown.length === 0 && (
          <p className="empty">{refusedOnly ? "Nothing was refused." : "Nothing has passed between the app and Slack yet."}</p>
        )}
        {shown.map((entry) => <Entry key={entry.n} entry={entry} />)}
      </div>
    </aside>
  );
}

function Entry({ entry }: { entry: TrafficEntry }) {
  const { state } = useWorkspace();
  const [open, setOpen] = useState(false);
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
        {entry.error && <span className="reason">{[entry.error, ...explanations(entry.response)].join("\n")}</span>}
      </summary>
      {open && <Body title="Request" value={entry.request} />}
      {open && <Body title="Response" value={entry.response} />}
    </details>
  );
}

// Slack explains a refusal in `errors`, or in `response_metadata.messages` as "[ERROR] …".
function explanations(response: unknown): string[] {
  if (typeof response !== "object" || response === null) return [];
  const { errors, response_metadata: metadata } = response as { errors?: unknown; response_metadata?: unknown };
  const messages = typeof metadata === "object" && metadata !== null && "messages" in metadata ? metadata.messages : [];
  const said = [errors, messages].find((list) => Array.isArray(list) && list.length > 0);
  return Array.isArray(said) ? said.map((one) => String(one).replace("[ERROR] ", "")) : [];
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

// Form posts carry blocks and views as JSON in a string; shown as what they mean.
function unfolded(value: unknown): unknown {
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
