import type { Actor } from '#identity/actor.js';
import { isMentorOf } from '../college/standing.js';
import type { ThisCollege } from '../college/this-college.js';
import type { PeopleLoaders } from '../people/people.service.js';
import { volunteerPolicy } from './volunteer.policy.js';

/** Most answers are there at once, which spares a promise for each of a page's hundreds; others wait for guides or consents. */
export type MaybeLater<Value> = Value | Promise<Value>;

export type GuideLoaders = Pick<PeopleLoaders, 'guide'>;

/** Whether the actor may read a volunteer's personal data; a mentor's answer alone waits for who guides them. */
export function mayReadPersonal(college: ThisCollege, actor: Actor | null, volunteerId: string, loaders: GuideLoaders): MaybeLater<boolean> {
  const globalId = college.globalId(volunteerId);
  if (volunteerPolicy.readPersonal(college.code, actor, { globalId, guideId: null })) return true;
  if (!isMentorOf(college.code, actor)) return false;
  return loaders.guide
    .load(volunteerId)
    .then((guide) => volunteerPolicy.readPersonal(college.code, actor, { globalId, guideId: guide === null ? null : college.globalId(guide) }));
}
