import { describe, expect, it } from '@jest/globals';
import type { Actor, Role } from '#identity/actor.js';
import { offerPolicy } from './offer.policy.js';

const of = (college: string, ...roles: Role[]): Actor => ({ id: `${college}:1`, college, roles });
const STAFF = ['MENTOR', 'CURATOR', 'OPERATOR', 'COORDINATOR'] as const;

describe('an offer', () => {
  it('is for whoever signed in at a college', () => {
    for (const role of [...STAFF, 'VOLUNTEER'] as const) expect(offerPolicy.see(of('bat', role))).toBe(true);
    for (const actor of [null, of('chhtt', 'PARTNER')]) expect(offerPolicy.see(actor)).toBe(false);
  });

  it('is posted, and its agreements are seen, by its college’s staff', () => {
    for (const may of [offerPolicy.post, offerPolicy.seeAgreements]) {
      for (const role of STAFF) expect(may('chhtt', of('chhtt', role))).toBe(true);
      for (const actor of [null, of('chhtt', 'VOLUNTEER'), of('bat', 'CURATOR'), of('chhtt', 'PARTNER')]) expect(may('chhtt', actor)).toBe(false);
    }
  });

  it('is agreed on by its college’s curators alone', () => {
    expect(offerPolicy.agree('chhtt', of('chhtt', 'CURATOR'))).toBe(true);
    for (const actor of [null, of('chhtt', 'MENTOR'), of('chhtt', 'OPERATOR'), of('bat', 'CURATOR')]) expect(offerPolicy.agree('chhtt', actor)).toBe(false);
  });
});
