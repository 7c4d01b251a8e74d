import { DEFAULT_PAGE, MAX_PAGE } from './limits.js';

/** Clamps what a client asked for as `first` to 0 … MAX_PAGE; null and undefined mean DEFAULT_PAGE. */
export function pageSize(first: number | null | undefined): number {
  return Math.min(Math.max(first ?? DEFAULT_PAGE, 0), MAX_PAGE);
}
