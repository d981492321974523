// Reads something from the sandbox and reads it again whenever the feed says that it has changed.
import { useCallback, useEffect, useRef, useState } from "react";
import type { Answer } from "./api";
import type { Feed } from "./feed";
import type { Change } from "./shapes";

interface Fresh<T> {
  value: T | null;
  refusal: string | null;
  reload: () => void;
}

/** `key` names what is read: when it changes, the old value is dropped at once. */
export function useFresh<T>(
  feed: Feed | null,
  key: string,
  load: () => Promise<Answer<T>>,
  concerns: (change: Change) => boolean,
): Fresh<T> {
  const [held, setHeld] = useState<{ key: string; value: T | null; refusal: string | null } | null>(null);
  const latest = useRef({ key, load, concerns });
  latest.current = { key, load, concerns };
  const busy = useRef<{ key: string; again: boolean } | null>(null);

  const reload = useCallback(() => {
    const wanted = latest.current;
    if (busy.current?.key === wanted.key) {
      busy.current.again = true;
      return;
    }
    const turn = { key: wanted.key, again: false };
    busy.current = turn;
    void wanted.load().then((answer) => {
      if (busy.current !== turn) return;
      busy.current = null;
      if (answer.ok) setHeld({ key: wanted.key, value: answer, refusal: null });
      else setHeld((old) => ({
        key: wanted.key,
        value: old?.key === wanted.key ? old.value : null,
        refusal: answer.message ?? answer.error,
      }));
      if (turn.again) reload();
    });
  }, []);

  useEffect(reload, [key, reload]);
  useEffect(
    () => feed?.listen((change) => {
      if (change.what === "everything" || latest.current.concerns(change)) reload();
    }),
    [feed, reload],
  );
  const mine = held?.key === key ? held : null;
  return { value: mine?.value ?? null, refusal: mine?.refusal ?? null, reload };
}
