import { createHmac } from 'node:crypto';

/** A code is read out, passed round the room and typed: two minutes, and it counts for two more. */
const PERIOD_MS = 120_000;
const CODES = 1_000_000;
const DIGITS = 6;

export interface CheckInCode {
  readonly code: string;
  /** When the next one takes its place. */
  readonly changesAt: Date;
}

/** The code of an event at a moment. */
export function checkInCode(secret: string, at: Date): CheckInCode {
  const period = periodOf(at);
  return { code: codeOf(secret, period), changesAt: new Date((period + 1) * PERIOD_MS) };
}

/** Whether it is the code of that moment, or the one before. */
export function isCheckInCode(secret: string, code: string, at: Date): boolean {
  const period = periodOf(at);
  return [period, period - 1].some((one) => codeOf(secret, one) === code);
}

function periodOf(at: Date): number {
  return Math.floor(at.getTime() / PERIOD_MS);
}

function codeOf(secret: string, period: number): string {
  const number = createHmac('sha256', secret).update(`check-in ${period}`).digest().readUInt32BE() % CODES;
  return String(number).padStart(DIGITS, '0');
}
