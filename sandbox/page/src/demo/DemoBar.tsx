// The strip that is not Slack: who you act as, the clock that can be moved forward, and the traffic switch.
import { useEffect, useRef, useState, type FormEvent } from "react";
import { Popover } from "../floating/Popover";
import { clockTime, dayAfter, dayOf, localStamp, momentAt, shortDay, zoneName } from "../time/zone";
import { moveClockBy, moveClockTo, type Answer } from "../wire/api";
import { displayName, useWorkspace } from "../workspace/context";
import { useReport } from "../workspace/report";
import { Trouble } from "./Trouble";

interface Props {
  onAct: (as: string) => void;
  traffic: boolean;
  onTraffic: () => void;
}

const HOUR_S = 3600;
const TICK_MS = 5000;

export function DemoBar({ onAct, traffic, onTraffic }: Props) {
  const { state, me } = useWorkspace();
  const people = state.people.filter((person) => !person.is_bot && !person.deleted);
  return (
    <div className="demo-bar" role="region" aria-label="Sandbox controls">
      <span className="demo-mark">Sandbox <small>not Slack</small></span>
      <label className="act-as">
        <span>Act as</span>
        <select aria-label="Act as" value={me.id} data-testid="act-as" onChange={(event) => onAct(event.target.value)}>
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {displayName(person)}{person.title ? `, ${person.title}` : ""}
            </option>
          ))}
        </select>
      </label>
      <Clock />
      <Trouble />
      <button type="button" aria-pressed={traffic} data-testid="traffic" onClick={onTraffic}>Traffic</button>
    </div>
  );
}

function useTick(): void {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
}

function Clock() {
  const { state, me, now, reload } = useWorkspace();
  const report = useReport();
  const [moving, setMoving] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useTick();
  const { zone } = state;
  const moment = now();
  const move = async (call: () => Promise<Answer<object>>) => {
    setMoving(true);
    report(await call());
    setMoving(false);
    reload();
  };
  const tomorrow = `${dayAfter(dayOf(moment, zone))}T09:00`;
  const away = localStamp(moment, me.tz) !== localStamp(moment, zone);
  const theirs = away ? ` · ${clockTime(moment, me.tz)} in ${zoneName(me.tz)}` : "";
  return (
    <div className="demo-clock" aria-busy={moving}>
      <time data-testid="clock" data-now={Math.floor(moment)} dateTime={new Date(moment * 1000).toISOString()}>
        <b>{shortDay(moment, zone)}, {clockTime(moment, zone)}</b> <small>{zoneName(zone)}{theirs}</small>
      </time>
      <button
        type="button"
        disabled={moving}
        title={`To ${shortDay(momentAt(tomorrow, zone), zone)}, 09:00`}
        data-testid="skip-tomorrow"
        onClick={() => void move(() => moveClockTo(tomorrow))}
      >
        Skip to tomorrow 09:00
      </button>
      <button type="button" disabled={moving} data-testid="skip-hour" onClick={() => void move(() => moveClockBy(HOUR_S))}>
        Skip 1 hour
      </button>
      <button
        ref={button}
        type="button"
        disabled={moving}
        aria-expanded={choosing}
        data-testid="skip-to"
        onClick={() => setChoosing(!choosing)}
      >
        Skip to …
      </button>
      {choosing && (
        <Popover anchor={button} onClose={() => setChoosing(false)} align="end">
          <SkipTo
            earliest={localStamp(moment + 60, zone)}
            zone={zone}
            go={(to) => {
              setChoosing(false);
              button.current?.focus();
              void move(() => moveClockTo(to));
            }}
          />
        </Popover>
      )}
    </div>
  );
}

function SkipTo({ earliest, zone, go }: { earliest: string; zone: string; go: (to: string) => void }) {
  const [to, setTo] = useState(earliest);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go(to);
  };
  return (
    <form className="skip-to" onSubmit={submit}>
      <label>
        Day and time in {zoneName(zone)}
        <input
          ref={field}
          type="datetime-local"
          className="field"
          data-testid="skip-to-time"
          required
          min={earliest}
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      </label>
      <button type="submit" className="button primary" data-testid="skip-to-go">
        {to ? `Skip to ${shortDay(momentAt(to, zone), zone)}, ${clockTime(momentAt(to, zone), zone)}` : "Skip"}
      </button>
      <p>The clock only moves forward.</p>
    </form>
  );
}
