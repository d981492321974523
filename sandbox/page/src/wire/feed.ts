// The stream of changes from the sandbox. It reconnects by itself and says when the sandbox is gone.
import type { Change } from "./shapes";

const RETRY_MS = 1500;

export class Feed {
  private readonly listeners = new Set<(change: Change) => void>();
  private source: EventSource | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private wasLost = false;

  constructor(
    private readonly as: string,
    private readonly onReach: (reachable: boolean) => void,
  ) {}

  open(): void {
    const source = new EventSource(`/sandbox/events?as=${encodeURIComponent(this.as)}`);
    this.source = source;
    source.onopen = () => this.reached();
    source.onmessage = (event) => this.tell(JSON.parse(String(event.data)) as Change);
    source.onerror = () => {
      source.close();
      this.wasLost = true;
      this.onReach(false);
      this.retry = setTimeout(() => this.open(), RETRY_MS);
    };
  }

  close(): void {
    clearTimeout(this.retry);
    this.source?.close();
  }

  /** Calls `listener` for every change; returns what ends that. */
  listen(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }

  // Whatever happened while the stream was down is unknown, so everything is read again.
  private reached(): void {
    this.onReach(true);
    if (this.wasLost) this.tell({ what: "everything" });
    this.wasLost = false;
  }
}
