// The page's address holds who acts and what is open, so that reloads, links and tests land there.
import { useCallback, useEffect, useState } from "react";

export interface Address {
  as?: string;
  channel?: string;
  tab?: "home";
  thread?: string;
  /** The message to scroll to. */
  message?: string;
}

// A permalink, /archives/C1/p1795503300000008, names a channel and a message.
const PERMALINK = /^\/archives\/(\w+)(?:\/p(\d+)(\d{6}))?$/;

function current(): Address {
  const query = new URLSearchParams(window.location.search);
  const value = (name: string) => query.get(name) ?? undefined;
  const [, channel, seconds, fraction] = PERMALINK.exec(window.location.pathname) ?? [];
  return {
    as: value("as"),
    channel: value("channel") ?? channel,
    tab: value("tab") === "home" ? "home" : undefined,
    thread: value("thread") ?? value("thread_ts"),
    message: value("message") ?? (seconds && fraction ? `${seconds}.${fraction}` : undefined),
  };
}

function written(address: Address): string {
  const given = Object.entries(address).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return `/?${new URLSearchParams(given)}`;
}

/** The address, and a way to go elsewhere; the browser's Back works. */
export function useAddress(): [Address, (next: Address, replace?: boolean) => void] {
  const [address, setAddress] = useState(current);
  useEffect(() => {
    const back = () => setAddress(current());
    window.addEventListener("popstate", back);
    return () => window.removeEventListener("popstate", back);
  }, []);
  const go = useCallback((next: Address, replace = false) => {
    if (replace) window.history.replaceState(null, "", written(next));
    else window.history.pushState(null, "", written(next));
    setAddress(next);
  }, []);
  return [address, go];
}
