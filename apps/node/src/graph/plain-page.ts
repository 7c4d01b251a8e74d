import { MAX_PAGE } from '#contract/limits.js';
import { pageSize, problemOfFirst } from '#contract/page.js';
import type { ThisCollege } from '../college/this-college.js';
import { badInput } from './domain-error.js';

/** What a client asks of a list that comes without a frame: its rows have ids, and nothing says where the next page begins. */
export interface PlainPageAsked {
  readonly first?: number | null | undefined;
  /** Global id of the last row of the page before. */
  readonly afterId?: string | null | undefined;
}

export interface PlainPage {
  readonly limit: number;
  /** Uuid of the row behind which the page begins; null is before all. */
  readonly after: string | null;
}

/**
 * @param usual how many are given where nothing is said
 * @throws DomainError BAD_USER_INPUT naming the argument that cannot be used
 */
export function plainPage(thisCollege: ThisCollege, { first, afterId }: PlainPageAsked, usual = MAX_PAGE): PlainPage {
  const problem = problemOfFirst(first);
  if (problem !== null) throw badInput('first', problem);
  const limit = pageSize(first ?? usual);
  if (typeof afterId !== 'string') return { limit, after: null };
  const after = thisCollege.uuidOf(afterId);
  if (after === null) throw notOfThisList();
  return { limit, after };
}

/** For the id of a row that the list does not have, or has no more. */
export function notOfThisList(): Error {
  return badInput('afterId', 'is not the id of anything on this list: give that of the last one of the page before, or begin anew');
}
