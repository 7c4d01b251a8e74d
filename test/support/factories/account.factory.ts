import { v7 as uuid } from 'uuid';
import type { PersonEntity } from '#node/people/person.entity.js';
import { AccountEntity } from '#node/sign-in/accounts/account.entity.js';
import { hashPassword } from '#node/sign-in/accounts/passwords.js';
import type { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';

export const PASSWORD = 'correct horse battery staple';
const hashed = hashPassword(PASSWORD);

/** An account of somebody who is in the database, with the one password of all tests. */
export async function anAccount(holder: { person: Pick<PersonEntity, 'id'> } | { volunteer: Pick<VolunteerEntity, 'id'> }, login: string): Promise<AccountEntity> {
  return Object.assign(new AccountEntity(), {
    id: uuid(),
    login,
    personId: 'person' in holder ? holder.person.id : null,
    volunteerId: 'volunteer' in holder ? holder.volunteer.id : null,
    passwordHash: await hashed,
    subject: null,
    createdAt: new Date(),
    disabledAt: null,
  });
}
