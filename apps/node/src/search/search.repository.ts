import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Circle, seenFrom } from '../college/circle.js';
import { tsqueryOf } from './narrow-to-words.repository.js';
import type { SearchFound } from './search-found.js';
import type { WordsSought } from './search-words.js';

@Injectable()
export class SearchRepository {
  constructor(private readonly database: DataSource) {}

  /** What fits best comes first, and among equals the newest. */
  find(circle: Circle, { whole, last, begun }: WordsSought, limit: number): Promise<SearchFound[]> {
    return this.database.query(FIND, [whole, last, begun, seenFrom(circle), limit]);
  }
}

/** Of offers and wants only those are found that can still be taken up: their last day has not passed by the college's calendar. */
const PASSED_OFFER = `
  SELECT FROM offer
  WHERE offer.id = search_entry.id AND offer.last_day < (SELECT (now() AT TIME ZONE college.time_zone)::date FROM college)`;

const FIND = `
  SELECT kind, id, ts_rank(words, sought, 1) AS rank
  FROM search_entry, ${tsqueryOf('$1', '$2', '$3')} AS sought
  WHERE words @@ sought AND circle = ANY($4) AND NOT (kind = 'OFFER' AND EXISTS (${PASSED_OFFER}))
  ORDER BY rank DESC, id DESC
  LIMIT $5`;
