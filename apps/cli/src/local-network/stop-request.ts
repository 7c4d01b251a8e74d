const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_ASKED_EVERY_MS = 500;

/** The word to stop everything, from whoever says it first. */
export interface StopRequest {
  readonly signal: AbortSignal;
  /** Something of ours went wrong for good: stop, and fail. */
  fail(error: unknown): void;
}

/**
 * Listens for Ctrl-C and its kin. npm forwards a signal that the terminal has already given us, so the second of them
 * means no more than the first; and where npm is killed without a word to us, its absence is the word. (The script in
 * package.json says `exec`, so that npm is our parent and no shell stands between.) Whoever started npm may end before us:
 * a script that leaves us in the background is no reason to stop.
 */
export function listenForStop(underNpm: boolean): StopRequest {
  const stop = new AbortController();
  for (const signal of SIGNALS) process.on(signal, () => stop.abort());
  process.stdout.on('error', () => stop.abort()); // nobody reads any more
  if (underNpm) {
    const npm = process.ppid;
    setInterval(() => {
      if (process.ppid !== npm) stop.abort();
    }, PARENT_ASKED_EVERY_MS).unref();
  }
  return { signal: stop.signal, fail: (error) => stop.abort(error) };
}

/** Settles when the word comes. */
export function stopRequested(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** What failed behind a word to stop; null when somebody only asked. */
export function failureBehind(signal: AbortSignal): unknown {
  const reason: unknown = signal.reason;
  return reason instanceof DOMException && reason.name === 'AbortError' ? null : reason;
}
