import { setTimeout as pause } from 'node:timers/promises';

/** What takes long is asked more and more rarely: on a busy machine, whoever is asked is what is waited for. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 300;
const LONGER = 1.2;

/** What nobody waits for in vain: it measures nothing, for machines differ. */
const WITHIN_MS = 60_000;

/**
 * Waits until something holds.
 * @throws Error naming it when it does not within the time (milliseconds)
 */
export async function until(what: string, holds: () => boolean | Promise<boolean>, within = WITHIN_MS): Promise<void> {
  const deadline = Date.now() + within;
  for (let milliseconds = FIRST_PAUSE_MS; !(await holds()); milliseconds = Math.min(milliseconds * LONGER, LONGEST_PAUSE_MS)) {
    if (Date.now() > deadline) throw new Error(`Not within ${within} ms: ${what}`);
    await pause(milliseconds);
  }
}
