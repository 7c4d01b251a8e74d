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

const FIND = `
  SELECT kind, id, ts_rank(words, sought, 1) AS rank
  FROM search_entry, ${tsqueryOf('$1', '$2', '$3')} AS sought
  WHERE words @@ sought AND circle = ANY($4)
  ORDER BY rank DESC, id DESC
  LIMIT $5`;
