import { DEFAULT_PAGE, MAX_PAGE } from './limits.js';

/** What `first` may not be, in words that stand behind the argument's name; null where it can be used. */
export function problemOfFirst(first: number | null | undefined): string | null {
  return first !== null && first !== undefined && first < 0 ? `must be 0 or more, and is ${first}` : null;
}

/** How many rows a usable `first` gives: at most MAX_PAGE; null and undefined mean DEFAULT_PAGE. */
export function pageSize(first: number | null | undefined): number {
  return Math.min(first ?? DEFAULT_PAGE, MAX_PAGE);
}
