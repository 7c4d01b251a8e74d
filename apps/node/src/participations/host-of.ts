import { collegeOf } from '#contract/ids.js';
import type { ParticipationEntity } from './participation.entity.js';

/** Code of the college whose event it is. */
export function hostOf({ eventId }: Pick<ParticipationEntity, 'eventId'>): string {
  const host = collegeOf(eventId);
  if (host === null) throw new Error('A participation names an event of no college.'); // the database refuses such a row
  return host;
}
