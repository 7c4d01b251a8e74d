import type { JWK } from 'jose';
import { z } from 'zod';
import { CLOCK_TOLERANCE_SECONDS } from '#identity/signed-claims.js';
import { InvalidCredential } from './invalid-credential.js';
import { collegeUri, statusListIn } from './names.js';
import { type FindIssuerKey, openCredential, signCredential } from './signed-credential.js';
import { decodeBits, encodeBits, isSet } from './status-bits.js';
import { written } from './written.js';

/** How long a list is good: a node may be away for a weekend and the days around it, and a revocation is not hidden for longer. */
export const LIST_IS_GOOD_FOR_MILLISECONDS = 7 * 24 * 3_600_000;

/** Characters of a list: every one of its entries revoked, each with its moment. */
export const LONGEST_LIST = 4 * 2 ** 20;

export interface Revocation {
  readonly index: number;
  readonly at: Date;
}

/** What a college signs of one of its lists. */
export interface ListToSign {
  /** Code of the college. */
  readonly issuer: string;
  /** Where it is published. */
  readonly url: string;
  readonly revocations: readonly Revocation[];
  readonly validFrom: Date;
}

/** Which of a college's entries are revoked, as the college last said it. */
export interface StatusList {
  readonly validFrom: Date;
  readonly validUntil: Date;
  isRevoked(index: number): boolean;
  /** Null where the list does not say. */
  revokedAt(index: number): Date | null;
}

/** A term of ours, said in the list itself: the standard tells that something is revoked, and people ask since when. */
const REVOKED_AT = { revokedAt: { '@id': 'urn:dobroset:terms:revokedAt', '@type': '@json' } };

/**
 * Signs a list: a W3C BitstringStatusListCredential as a compact JWS.
 * @param key the college's private Ed25519 key, with its `kid`
 */
export function signStatusList({ issuer, url, revocations, validFrom }: ListToSign, key: JWK): Promise<string> {
  const list = {
    '@context': ['https://www.w3.org/ns/credentials/v2', REVOKED_AT],
    id: url,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: { id: collegeUri(issuer) },
    validFrom: written(validFrom),
    validUntil: written(new Date(validFrom.getTime() + LIST_IS_GOOD_FOR_MILLISECONDS)),
    credentialSubject: {
      id: `${url}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodeBits(revocations.map(({ index }) => index)),
      revokedAt: Object.fromEntries(revocations.map(({ index, at }) => [index, Math.floor(at.getTime() / 1_000)])),
    },
  };
  return signCredential(list, key);
}

const shape = z.looseObject({
  id: z.string(),
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('BitstringStatusListCredential')]),
  validFrom: z.iso.datetime(),
  validUntil: z.iso.datetime(),
  credentialSubject: z.looseObject({
    type: z.literal('BitstringStatusList'),
    statusPurpose: z.literal('revocation'),
    encodedList: z.string(),
    revokedAt: z.record(z.string(), z.int().nonnegative()).default({}),
  }),
});

/**
 * Checks that a list is what that college signed as its list of that number. It may have expired: `isGood` tells.
 * @param findKey `statusListKeys` of a roster
 * @throws InvalidCredential
 */
export async function openStatusList(jws: string, issuer: string, list: number, findKey: FindIssuerKey): Promise<StatusList> {
  const signed = await openCredential(jws, LONGEST_LIST, findKey);
  if (signed.issuer !== issuer) throw notIt('another college signed it');
  const parsed = shape.safeParse(signed.content);
  if (!parsed.success) throw notIt('it has not the form of one');
  const { id, validUntil, credentialSubject } = parsed.data;
  if (statusListIn(id) !== list) throw notIt('it is another list');
  const until = new Date(validUntil);
  if (until.getTime() - signed.issuedAt.getTime() > LIST_IS_GOOD_FOR_MILLISECONDS) throw notIt('it would be good for more than seven days');
  const bits = unpack(credentialSubject.encodedList);
  return {
    validFrom: signed.issuedAt,
    validUntil: until,
    isRevoked: (index) => isSet(bits, index),
    revokedAt: (index) => {
      const seconds = credentialSubject.revokedAt[String(index)];
      return seconds === undefined ? null : new Date(seconds * 1_000);
    },
  };
}

/** Whether a list still tells how things stand. */
export function isGood({ validFrom, validUntil }: StatusList): boolean {
  const now = Date.now();
  return validFrom.getTime() <= now + CLOCK_TOLERANCE_SECONDS * 1_000 && now < validUntil.getTime();
}

function unpack(encodedList: string): Buffer {
  try {
    return decodeBits(encodedList);
  } catch (error) {
    throw notIt(error instanceof Error ? error.message : 'its bits cannot be read');
  }
}

function notIt(why: string): InvalidCredential {
  return new InvalidCredential('STATUS_UNKNOWN', `This is not that status list: ${why}.`);
}
