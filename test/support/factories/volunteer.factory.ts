import { v7 as uuid } from 'uuid';
import { volunteerIdentityKey } from '#node/volunteers/volunteer-identity-key.js';
import { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';

let made = 0;

/** A student who consented to nothing; each has a name of their own. */
export function aVolunteer(overrides: Partial<VolunteerEntity> = {}): VolunteerEntity {
  made += 1;
  const { fullName = `Кузнецова Анна ${made}`, birthDate = '2009-05-17' } = overrides;
  return Object.assign(new VolunteerEntity(), {
    id: uuid(),
    kind: 'STUDENT',
    displayName: `Анна К. ${made}`,
    fullName,
    birthDate,
    email: `volunteer${made}@example.org`,
    phone: null,
    group: 'ХТ-21',
    skills: [],
    teamId: null,
    mentorId: null,
    joinedAt: '2025-09-01',
    identityKey: volunteerIdentityKey(fullName, birthDate),
    personId: null,
    invented: false,
    ...overrides,
  });
}
