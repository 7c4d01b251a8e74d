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
 * means no more than the first; and where npm or its shell is killed without a word to us, the missing parent is the word.
 */
export function listenForStop(underNpm: boolean): StopRequest {
  const stop = new AbortController();
  for (const signal of SIGNALS) process.on(signal, () => stop.abort());
  process.stdout.on('error', () => stop.abort()); // nobody reads any more
  if (underNpm) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) stop.abort();
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
