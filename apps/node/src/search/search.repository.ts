import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SEARCH_RANK } from '#contract/limits.js';
import { type Circle, seenFrom } from '../college/circle.js';
import { tsqueryOf } from './narrow-to-words.repository.js';
import type { SearchFound } from './search-found.js';
import type { WordsSought } from './search-words.js';

@Injectable()
export class SearchRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * What fits best comes first, and among equals the newest.
   * @param coHost code of the college whose curator asks, who sees what it is asked to hold together, or holds together; null for others
   */
  find(circle: Circle, coHost: string | null, { whole, last }: WordsSought, limit: number): Promise<SearchFound[]> {
    return this.database.query(FIND, [whole, last, seenFrom(circle), limit, coHost]);
  }
}

/**
 * Whether it is an offer or a want that cannot be taken up any more: its last day has passed by the college's calendar. Asked row by row, of
 * the offers that are found alone.
 */
const HAS_PASSED = `CASE WHEN kind = 'OFFER' THEN coalesce(
  (SELECT offer.last_day FROM offer WHERE offer.id = search_entry.id) < (SELECT (now() AT TIME ZONE college.time_zone)::date FROM college),
  false
) ELSE false END`;

/** The same as the event policy says of co-hosts. */
const HELD_TOGETHER = `($5::text IS NOT NULL AND EXISTS (
  SELECT FROM co_host WHERE co_host.event_id = search_entry.id AND co_host.college = $5 AND co_host.state <> 'DECLINED'
))`;

/**
 * The same words, each of them in a part of the text that has one of these weights alone.
 * @param weights of `search_words`: A is a title, B a summary or a tag, C whatever else
 */
function within(weights: string): string {
  return `CAST(regexp_replace(CAST(sought AS text), '''([^'']+)''(:([*]))?', '''\\1'':\\3${weights}', 'g') AS tsquery)`;
}

/** A whole step for where the words stand, and below one for how often and among how many: no length outweighs a title. */
const FIND = `
  SELECT kind, id, CASE WHEN words @@ titled THEN ${SEARCH_RANK.inTitle} WHEN words @@ told_briefly THEN ${SEARCH_RANK.toldBriefly} ELSE 0 END
    + ts_rank(words, sought, 1 | 32) AS rank
  FROM search_entry, ${tsqueryOf('$1', '$2')} AS sought, ${within('A')} AS titled, ${within('AB')} AS told_briefly
  WHERE words @@ sought AND (circle = ANY($3) OR ${HELD_TOGETHER}) AND NOT ${HAS_PASSED}
  ORDER BY rank DESC, id DESC
  LIMIT $4`;
