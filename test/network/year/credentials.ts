import type { Json } from '#support/graph-client.js';
import type { YearNetwork } from './year-network.js';

/** As many as a request may have checked. */
const AT_ONCE = 10;

/** What anybody is told of entries, in their order. */
export async function everyCheck(year: YearNetwork, entries: readonly string[]): Promise<Json[]> {
  const checks: Json[] = [];
  for (let start = 0; start < entries.length; start += AT_ONCE) {
    const some = entries.slice(start, start + AT_ONCE);
    const fields = some.map((_, index) => `c${index}: verifyCredential(credential: $e${index}) { valid reason minutes eventId }`);
    const asked = `query (${some.map((_, index) => `$e${index}: String!`).join(' ')}) { ${fields.join(' ')} }`;
    checks.push(...Object.values<Json>(await year.ask(undefined, asked, Object.fromEntries(some.map((entry, index) => [`e${index}`, entry])))));
  }
  return checks;
}
