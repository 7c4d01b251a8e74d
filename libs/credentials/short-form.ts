import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { LONGEST_ENTRY } from './verify-entry.js';

/** The first byte says which dictionary the rest needs: papers are read for decades. */
const VERSION = 1;
const SIGNATURE_BYTES = 64;

/**
 * What all entries have in common, the most frequent last. It must never change: short forms on paper were made with it.
 * A better one gets a version of its own.
 */
const DICTIONARY = Buffer.from(
  [
    'SERVICE","MEETING","DISCUSSION","SEMINAR","TRAINING","EDUCATIONAL_SESSION","FORUM"STAFF CoCurricular CommunityService',
    ' Волонтёрский День колледж техникум города помощь собрание встреча семинар форум акция уборка занятие ГБПОУ «»',
    ',"identifier":[{"type":"IdentityObject","hashed":false,"identityType":"name","identityHash":"',
    '{"alg":"EdDSA","kid":"","typ":"vc+jwt"}',
    '{"@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],',
    '"type":["VerifiableCredential","OpenBadgeCredential"],"id":"urn:uuid:019","jti":"urn:uuid:019',
    '","issuer":{"type":["Profile"],"id":"urn:dobroset:college:","name":"','"},"iss":"urn:dobroset:college:',
    '","validFrom":"202','Z","nbf":1',',"name":"',
    '","credentialSubject":{"type":["AchievementSubject"],"id":"urn:dobroset:',
    '","role":"STUDENT","activityStartDate":"202',':00:00Z","activityEndDate":"202',
    ':00:00Z","achievement":{"type":["Achievement"],"id":"urn:dobroset:','","name":"','","description":"',
    '","criteria":{"narrative":"Принимающий колледж подтвердил участие. The host college confirmed the participation."},',
    '"achievementType":"CommunityService","tag":["SERVICE"],"resultDescription":[{"type":["ResultDescription"],"id":"urn:dobroset:',
    '#minutes","name":"minutes","resultType":"Result"}]},"result":[{"type":["Result"],"resultDescription":"urn:dobroset:',
    '#minutes","value":"120"}]},"sub":"urn:dobroset:',
    '","credentialStatus":{"type":"BitstringStatusListEntry","id":"https://','/credentials/status/1#',
    '","statusPurpose":"revocation","statusListIndex":"','","statusListCredential":"https://','/credentials/status/1"}}',
  ].join(''),
);

/**
 * An entry in few enough characters for a QR code: the same bytes without what all entries have in common.
 * @param jws as `issueEntry` made it
 * @throws Error when it is no compact JWS with an Ed25519 signature
 */
export function shortForm(jws: string): string {
  const [header, payload, signature, ...rest] = jws.split('.').map((part) => Buffer.from(part, 'base64url'));
  if (!header || !payload || signature?.length !== SIGNATURE_BYTES || rest.length > 0 || header.length > 0xff) {
    throw new Error('Only a compact JWS with an Ed25519 signature has a short form.');
  }
  const packed = deflateRawSync(Buffer.concat([Buffer.of(header.length), header, payload]), { level: 9, dictionary: DICTIONARY });
  return Buffer.concat([Buffer.of(VERSION), signature, packed]).toString('base64url');
}

/** The JWS that a short form was made of, letter by letter; null when it is none, or too long to be one of an entry. */
export function fromShortForm(text: string): string | null {
  if (text.length > LONGEST_ENTRY || !/^[\w-]+$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  if (bytes[0] !== VERSION || bytes.toString('base64url') !== text) return null;
  const signature = bytes.subarray(1, 1 + SIGNATURE_BYTES);
  const unpacked = inflate(bytes.subarray(1 + SIGNATURE_BYTES));
  const [headerLength] = unpacked ?? [];
  if (!unpacked || headerLength === undefined || signature.length !== SIGNATURE_BYTES) return null;
  const parts = [unpacked.subarray(1, 1 + headerLength), unpacked.subarray(1 + headerLength), signature];
  return parts.map((part) => part.toString('base64url')).join('.');
}

function inflate(packed: Buffer): Buffer | null {
  try {
    return inflateRawSync(packed, { dictionary: DICTIONARY, maxOutputLength: LONGEST_ENTRY });
  } catch {
    return null;
  }
}
