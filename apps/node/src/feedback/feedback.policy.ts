import { SMALLEST_GROUP } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { isPerson, isStaffOf } from '../college/standing.js';

/** Of fewer answers than this a comment is easily told to be somebody's. */
const FEWEST_WITH_COMMENTS = 5;

export const feedbackPolicy = {
  /** Whoever attended, at whichever college they are. */
  leave: (actor: Actor | null, attended: boolean): actor is Actor => isPerson(actor) && attended,

  readComments: (host: string, actor: Actor | null): boolean => isStaffOf(host, actor),

  /** Whether so many answered that their comments are given. */
  givesComments: (answers: number): boolean => answers >= FEWEST_WITH_COMMENTS,

  /**
   * How many of the answers an average covers: whole tens. So it is never over fewer than ten, and between one average and the next
   * lie ten answers: nobody who reads it before and after somebody answered learns what that one was.
   */
  tensCovered: (answers: number): number => Math.floor(answers / SMALLEST_GROUP),

  /** Among which ten an answer comes that follows so many. */
  tenOf: (before: number): number => Math.floor(before / SMALLEST_GROUP),
};
