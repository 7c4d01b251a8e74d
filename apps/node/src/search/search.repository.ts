import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Circle, seenFrom } from '../college/circle.js';
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

/**
 * The last word is sought both as what it is and as what it begins. Its quotes make `to_tsquery` take it for a word whatever
 * it is; letters and digits are all that it can have.
 */
const FIND = `
  SELECT kind, id, ts_rank(words, sought, 1) AS rank
  FROM search_entry, CAST(
    plainto_tsquery('dobroset', $1) && (plainto_tsquery('dobroset', $2) || to_tsquery('simple', quote_literal($3) || ':*')) AS tsquery
  ) AS sought
  WHERE words @@ sought AND circle = ANY($4)
  ORDER BY rank DESC, id DESC
  LIMIT $5`;
