// Keeps the acting person's workspace fresh: its state, its feed of changes, and whether the sandbox is there.
import { useEffect, useMemo, useRef, useState } from "react";
import { readState } from "../wire/api";
import { Feed } from "../wire/feed";
import type { WorkspaceState } from "../wire/shapes";
import { useFresh } from "../wire/useFresh";

export interface Session {
  state: WorkspaceState | null;
  feed: Feed | null;
  reachable: boolean;
  refusal: string | null;
  reload: () => void;
  now: () => number;
}

function useFeed(as: string | undefined): [Feed | null, boolean] {
  const [feed, setFeed] = useState<Feed | null>(null);
  const [reachable, setReachable] = useState(true);
  useEffect(() => {
    if (!as) return;
    const opened = new Feed(as, setReachable);
    opened.open();
    setFeed(opened);
    return () => opened.close();
  }, [as]);
  return [feed, reachable];
}

export function useSession(as: string | undefined): Session {
  const [feed, reachable] = useFeed(as);
  const fresh = useFresh(feed, as ?? "", () => readState(as), (change) => change.what !== "traffic");
  const state = fresh.value;
  const readAt = useRef({ moment: 0, at: 0 });
  const now = useMemo(() => () => readAt.current.moment + (performance.now() - readAt.current.at) / 1000, []);
  if (state && state.now !== readAt.current.moment) readAt.current = { moment: state.now, at: performance.now() };
  return { state, feed, reachable, refusal: fresh.refusal, reload: fresh.reload, now };
}
