import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { demoStaff } from './staff.js';
import { demoVolunteerNames, volunteerUuid } from './volunteer-names.js';

/** Whom one may be at a college of the demonstration: its curator and one of its volunteers, as they stand in its database. */
export function demoPeople(college: string): readonly Actor[] {
  const curators = demoStaff(college).filter(({ role }) => role === 'CURATOR');
  return [
    ...curators.slice(0, 1).map(({ id, displayName, role }): Actor => ({ id: globalId(college, id), college, displayName, roles: [role] })),
    ...demoVolunteerNames(college)
      .slice(0, 1)
      .map(({ display }): Actor => ({ id: globalId(college, volunteerUuid(college, 0)), college, displayName: display, roles: ['VOLUNTEER'] })),
  ];
}
