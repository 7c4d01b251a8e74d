import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 50;

/** What nobody waits for in vain: it measures nothing, for machines differ. */
const WITHIN_MS = 60_000;

/**
 * Waits until something holds.
 * @throws Error naming it when it does not within the time (milliseconds)
 */
export async function until(what: string, holds: () => boolean | Promise<boolean>, within = WITHIN_MS): Promise<void> {
  const deadline = Date.now() + within;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Not within ${within} ms: ${what}`);
    await pause(EVERY_MS);
  }
}
