// Trouble on demand: what the app's next calls shall suffer, what is still to come, and Slack's rate limits.
import { useEffect, useRef, useState, type FormEvent } from "react";
import { Popover } from "../floating/Popover";
import { addFault, clearFaults, disturbSockets, readFaults, readLimits, setLimits, type Answer } from "../wire/api";
import type { Fault } from "../wire/shapes";
import { useWorkspace } from "../workspace/context";
import { useReport } from "../workspace/report";
import { ANY_CALL, SOCKETS, KINDS, METHODS, inWords, kindNamed } from "./faults";

const MOST_TIMES = 100;
const MOST_SECONDS = 3600;

export function Trouble() {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const coming = useWaiting();
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        data-testid="trouble"
        onClick={() => setOpen(!open)}
      >
        Trouble{coming.listed && coming.waiting.length > 0 && ` (${coming.waiting.length})`}
      </button>
      {open && (
        <Popover anchor={button} onClose={close} align="end" tallest={560} className="trouble-panel">
          <div role="dialog" aria-label="Trouble on demand" data-testid="trouble-panel">
            <Asking {...coming} />
            <Waiting {...coming} />
            <Limits />
          </div>
        </Popover>
      )}
    </>
  );
}

type Run = (call: Promise<Answer<object>>, asked: Fault[]) => Promise<void>;

interface Coming {
  waiting: Fault[];
  /** False where the sandbox does not list what is to come; then `waiting` is what this page asked for. */
  listed: boolean;
  run: Run;
}

// A fault is taken by a call of the app's, and every call is traffic.
function useWaiting(): Coming {
  const { feed } = useWorkspace();
  const report = useReport();
  const [waiting, setWaiting] = useState<Fault[]>([]);
  const [listed, setListed] = useState(true);
  const read = useRef(async () => {
    const answer = await readFaults();
    setListed(answer.ok);
    if (answer.ok) setWaiting(answer.faults);
    return answer.ok;
  });
  useEffect(() => {
    void read.current();
    return feed.listen(({ what }) => {
      if (what === "traffic" || what === "everything") void read.current();
    });
  }, [feed]);
  const run: Run = async (call, asked) => {
    const answer = await call;
    report(answer);
    if (!(await read.current()) && answer.ok) setWaiting(asked);
  };
  return { waiting, listed, run };
}

function Asking({ waiting, run }: Coming) {
  const [kind, setKind] = useState("drop_after");
  const [method, setMethod] = useState("chat.postMessage");
  const [times, setTimes] = useState(1);
  const [seconds, setSeconds] = useState(5);
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const about = kindNamed(kind);
  const atOnce = SOCKETS.includes(kind);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (atOnce) return void run(disturbSockets(kind), waiting);
    const fault = { kind, method: about.only ?? method, times, seconds };
    void run(addFault(fault), [...waiting, fault]);
  };
  return (
    <form onSubmit={submit}>
      <label>
        What goes wrong
        <select ref={first} className="field" data-testid="fault-kind" value={kind} onChange={(event) => setKind(event.target.value)}>
          {KINDS.map((one) => <option key={one.kind} value={one.kind}>{one.label}</option>)}
        </select>
      </label>
      {!about.only && <Method method={method} choose={setMethod} />}
      {!atOnce && (
        <div className="trouble-counts">
          <Count label="How many calls" testId="fault-times" most={MOST_TIMES} value={times} write={setTimes} />
          {about.seconds && <Count label={about.seconds} testId="fault-seconds" most={MOST_SECONDS} value={seconds} write={setSeconds} />}
        </div>
      )}
      <button type="submit" className="button primary" data-testid="fault-add">{atOnce ? "Do it" : "Add"}</button>
    </form>
  );
}

function Method({ method, choose }: { method: string; choose: (method: string) => void }) {
  return (
    <label>
      On which call
      <select className="field" data-testid="fault-method" value={method} onChange={(event) => choose(event.target.value)}>
        <option value={ANY_CALL}>Any call</option>
        {METHODS.map((name) => <option key={name} value={name}>{name}</option>)}
      </select>
    </label>
  );
}

interface CountProps {
  label: string;
  testId: string;
  most: number;
  value: number;
  write: (value: number) => void;
}

function Count({ label, testId, most, value, write }: CountProps) {
  return (
    <label>
      {label}
      <input
        type="number"
        className="field"
        data-testid={testId}
        required
        min={1}
        max={most}
        value={value || ""}
        onChange={(event) => write(event.target.valueAsNumber || 0)}
      />
    </label>
  );
}

function Waiting({ waiting, listed, run }: Coming) {
  return (
    <section data-testid="faults-waiting">
      <h3>{listed ? "Still to come" : "Asked for, maybe over"}</h3>
      {waiting.length === 0 ? <p>Nothing.</p> : (
        <ul>{waiting.map((fault, at) => <li key={at}>{inWords(fault)}</li>)}</ul>
      )}
      {waiting.length > 0 && (
        <button type="button" className="button" data-testid="faults-clear" onClick={() => void run(clearFaults(), [])}>Clear all</button>
      )}
    </section>
  );
}

function Limits() {
  const report = useReport();
  const [on, setOn] = useState<boolean | null>(null);
  useEffect(() => {
    void readLimits().then((answer) => setOn(answer.ok ? answer.on : null));
  }, []);
  if (on === null) return null;
  const change = async (wanted: boolean) => {
    setOn(wanted);
    const answer = await setLimits(wanted);
    report(answer);
    if (!answer.ok) setOn(!wanted);
  };
  return (
    <label className="limits">
      <input type="checkbox" data-testid="limits" checked={on} onChange={(event) => void change(event.target.checked)} />
      Slack’s rate limits
    </label>
  );
}
