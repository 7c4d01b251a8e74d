import { v7 as uuid } from 'uuid';
import { ConsentEntity } from '#node/consents/consent.entity.js';

const YESTERDAY = new Date(Date.now() - 86_400_000);

/** A volunteer's own consent that partners may read the name, given here yesterday. */
export function aConsent(volunteer: { readonly id: string }, overrides: Partial<ConsentEntity> = {}): ConsentEntity {
  const { givenAt = YESTERDAY, signedOn = null } = overrides;
  return Object.assign(new ConsentEntity(), {
    id: uuid(),
    volunteerId: volunteer.id,
    purpose: 'NAME_TO_PARTNERS',
    giver: 'VOLUNTEER',
    textVersion: '2026-09',
    givenAt,
    agreedOn: signedOn ?? givenAt.toISOString().slice(0, 10),
    documentNumber: null,
    signedOn,
    recordedBy: `chhtt:${uuid()}`,
    withdrawnAt: null,
    withdrawnBy: null,
    ...overrides,
  });
}

/** The same by a guardian, on a signed paper. */
export function aGuardiansConsent(volunteer: { readonly id: string }, overrides: Partial<ConsentEntity> = {}): ConsentEntity {
  const signedOn = YESTERDAY.toISOString().slice(0, 10);
  return aConsent(volunteer, { giver: 'GUARDIAN', documentNumber: '17-с', signedOn, agreedOn: signedOn, ...overrides });
}

/** All that makes a minor's consent hold: the volunteer's own and a guardian's. */
export function aMinorsConsent(volunteer: { readonly id: string }, overrides: Partial<ConsentEntity> = {}): ConsentEntity[] {
  return [aConsent(volunteer, overrides), aGuardiansConsent(volunteer, overrides)];
}
