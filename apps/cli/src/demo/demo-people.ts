import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { demoStaff } from './staff.js';
import { demoVolunteerNames, volunteerUuid } from './volunteer-names.js';

/**
 * Whom one may be at a college of the demonstration, as they stand in its database: its curator, one of its volunteers,
 * and its coordinator where it has one.
 */
export function demoPeople(college: string): readonly Actor[] {
  return [
    ...demoOfStaff(college, 'CURATOR'),
    ...demoVolunteerNames(college)
      .slice(0, 1)
      .map(({ display }): Actor => ({ id: globalId(college, volunteerUuid(college, 0)), college, displayName: display, roles: ['VOLUNTEER'] })),
    ...demoOfStaff(college, 'COORDINATOR'),
  ];
}

function demoOfStaff(college: string, role: 'CURATOR' | 'COORDINATOR'): Actor[] {
  return demoStaff(college)
    .filter((one) => one.role === role)
    .slice(0, 1)
    .map(({ id, displayName }) => ({ id: globalId(college, id), college, displayName, roles: [role] }));
}
