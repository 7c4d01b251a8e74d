import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { demoStaff } from './staff.js';
import { demoVolunteerNames, volunteerUuid } from './volunteer-names.js';

/** Whom one may be at a college of the demonstration: one of each role that it has, as they stand in its database. */
export function demoPeople(college: string): readonly Actor[] {
  const staff = demoStaff(college);
  const firsts = staff.filter(({ role }, index) => staff.findIndex((one) => one.role === role) === index);
  return [
    ...firsts.map(({ id, role }): Actor => ({ id: globalId(college, id), college, roles: [role] })),
    ...demoVolunteerNames(college)
      .slice(0, 1)
      .map((): Actor => ({ id: globalId(college, volunteerUuid(college, 0)), college, roles: ['VOLUNTEER'] })),
  ];
}
