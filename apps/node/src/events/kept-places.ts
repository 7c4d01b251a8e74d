import { badInput } from '../graph/domain-error.js';
import type { Audience, EventFormat } from './event-vocabulary.js';

/** How many places are kept for one partner's volunteers, who take part online. */
export interface PlacesKept {
  readonly college: string;
  readonly places: number;
}

interface Keeper {
  readonly format: EventFormat;
  readonly audience: Audience;
  readonly capacity: number | null;
}

/** What is kept once a change has gone through that names some partners alone. */
export function keptAfter(before: readonly PlacesKept[], named: readonly PlacesKept[]): PlacesKept[] {
  const others = before.filter(({ college }) => named.every((each) => each.college !== college));
  return [...others, ...named.filter(({ places }) => places > 0)];
}

/** What of an event was asked to change. */
interface Asked {
  readonly changes: Partial<Keeper>;
  readonly kept: readonly PlacesKept[];
}

/**
 * The database would refuse more than there are too, without saying what to do. A place that is kept on site, or of the college’s own event, nobody could ever take.
 * @param before what was kept so far
 * @throws DomainError BAD_USER_INPUT naming what was asked, where the event cannot keep what it is to keep then
 */
export function mustBeAbleToKeep({ format, audience, capacity }: Keeper, before: readonly PlacesKept[], { changes, kept }: Asked): void {
  const then = keptAfter(before, kept);
  const keepsMore = kept.some(({ places }) => places > 0);
  if (format === 'ONSITE' && keepsMore) {
    throw badInput('input.remotePlaces', 'must not be kept at an ONSITE event, for they are for who takes part online: make it HYBRID or ONLINE, or keep none');
  }
  if (changes.format === 'ONSITE' && then.length > 0) {
    throw badInput('input.format', 'must not be ONSITE while places are kept for partners, who take part online: keep 0 for each of them (remotePlaces)');
  }
  if (audience === 'COLLEGE' && keepsMore) {
    throw badInput('input.remotePlaces', 'must not be kept at an event for the COLLEGE, where no partner’s volunteers take part: make it for the NETWORK or PUBLIC, or keep none');
  }
  if (changes.audience === 'COLLEGE' && then.length > 0) {
    throw badInput('input.audience', 'must not be the COLLEGE while places are kept for partners, whose volunteers could not take part: keep 0 for each of them (remotePlaces)');
  }
  const keeps = then.reduce((sum, { places }) => sum + places, 0);
  if (capacity === null || keeps <= capacity) return;
  if (kept.length > 0) throw badInput('input.remotePlaces', `must not keep more than the ${capacity} places there are: with those kept before it would be ${keeps}`);
  if (changes.capacity !== undefined) throw badInput('input.capacity', `must not be less than the ${keeps} places that are kept for partners (remotePlaces)`);
}
