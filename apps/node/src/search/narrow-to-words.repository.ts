import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { PublicKind } from '../college/public-kind.js';
import type { WordsSought } from './search-words.js';

/**
 * The tsquery of the words that stand in two parameters, each in whatever form. The last word is sought both as what it is and as what it begins. Its
 * quotes make `to_tsquery` take it for a word whatever it is; letters and digits are all that it can have.
 */
export function tsqueryOf(whole: string, last: string): string {
  return `CAST(search_sought(${whole}) && (search_sought(${last}) || to_tsquery('simple', quote_literal(CAST(${last} AS text)) || ':*')) AS tsquery)`;
}

/**
 * Narrows a query to what has the words, as the search finds it. PostgreSQL cannot tell how rare the beginning of a word is, and
 * would look for three events among fifty thousand one by one: so what few have is found first, and what many have is met soon.
 * @param id the column that identifies what is asked for
 * @param sought null where a text has no word: nothing has it
 */
export async function narrowToWords<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, id: string, kind: PublicKind, sought: WordsSought | null): Promise<void> {
  if (sought === null) return void query.andWhere('false');
  const found: { id: string }[] = await query.dataSource.query(`SELECT search_few($3, ${tsqueryOf('$1', '$2')}, $4) AS id`, [sought.whole, sought.last, kind, FEW + 1]);
  if (found.length <= FEW) query.andWhere(`${id} = ANY(:having)`, { having: found.map((row) => row.id) });
  else query.andWhere(`${id} IN (SELECT id FROM search_entry WHERE words @@ ${tsqueryOf(':whole', ':last')})`, { ...sought });
}

/** Rows that are quickly read one by one and sorted. */
const FEW = 1_000;
