import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { demoStaff } from './staff.js';
import { demoVolunteerNames, volunteerUuid } from './volunteer-names.js';

/** Whom one may be at a college of the demonstration: its curator, its coordinator where it has one, and one of its volunteers, as they stand in its database. */
export function demoPeople(college: string): readonly Actor[] {
  const staff = demoStaff(college);
  const shown = (['CURATOR', 'COORDINATOR'] as const).flatMap((role) => staff.find((one) => one.role === role) ?? []);
  return [
    ...shown.map(({ id, displayName, role }): Actor => ({ id: globalId(college, id), college, displayName, roles: [role] })),
    ...demoVolunteerNames(college)
      .slice(0, 1)
      .map(({ display }): Actor => ({ id: globalId(college, volunteerUuid(college, 0)), college, displayName: display, roles: ['VOLUNTEER'] })),
  ];
}
