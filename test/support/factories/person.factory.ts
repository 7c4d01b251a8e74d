import { v7 as uuid } from 'uuid';
import { PersonEntity } from '#node/people/person.entity.js';

/** A curator who did not agree to be named in public. */
export function aPerson(overrides: Partial<PersonEntity> = {}): PersonEntity {
  return Object.assign(new PersonEntity(), { id: uuid(), displayName: 'Ирина П.', role: 'CURATOR', publishName: false, leftAt: null, ...overrides });
}
