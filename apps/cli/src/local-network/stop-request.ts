import { readFileSync } from 'node:fs';

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const ELDERS_ASKED_EVERY_MS = 500;

/** The word to stop everything, from whoever says it first. */
export interface StopRequest {
  readonly signal: AbortSignal;
  /** Something of ours went wrong for good: stop, and fail. */
  fail(error: unknown): void;
}

/**
 * Listens for Ctrl-C and its kin. npm forwards a signal that the terminal has already given us, so the second of them
 * means no more than the first; and where npm is killed without a word to us, its absence is the word.
 */
export function listenForStop(underNpm: boolean): StopRequest {
  const stop = new AbortController();
  for (const signal of SIGNALS) process.on(signal, () => stop.abort());
  process.stdout.on('error', () => stop.abort()); // nobody reads any more
  if (underNpm) {
    const atStart = elders();
    setInterval(() => {
      if (elders() !== atStart) stop.abort();
    }, ELDERS_ASKED_EVERY_MS).unref();
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

/** Our parent and its own: npm runs us through a shell, so that its death may show only one step further up. */
function elders(): string {
  const parent = process.ppid;
  return `${parent} ${parentOf(parent)}`;
}

/** Where the system does not say, the parent alone must do. */
function parentOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')')).split(' ')[2] ?? '';
  } catch {
    return '';
  }
}
