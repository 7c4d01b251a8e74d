import type { JWK } from 'jose';
import type { Entry } from './entry.js';
import { collegeUri, credentialUri, thingUri } from './names.js';
import { signCredential } from './signed-credential.js';
import { written } from './written.js';

const CONTEXT = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'];

/** What a QR code still holds beside the rest. */
const LONGEST_TITLE = 300;
const LONGEST_DESCRIPTION = 200;

const CRITERIA = 'Принимающий колледж подтвердил участие. The host college confirmed the participation.';

/**
 * Signs an entry: an Open Badges 3.0 OpenBadgeCredential (a W3C Verifiable Credential 2.0) as a compact JWS.
 * @param key the host's private Ed25519 key, with its `kid`
 */
export function issueEntry(entry: Entry, key: JWK): Promise<string> {
  return signCredential(badgeOf(entry), key);
}

/** The claims `iss`, `jti`, `sub` and `nbf` say the same again: Open Badges 3.0 §8.2.4 wants them in a JWT, and whoever checks one compares them. */
function badgeOf(entry: Entry): object {
  const { issuer, event } = entry;
  const name = shortened(event.title, LONGEST_TITLE);
  const id = credentialUri(entry.id);
  const issuerId = collegeUri(issuer.code);
  const subjectId = thingUri(entry.volunteerId);
  const eventUri = thingUri(event.id);
  const issued = Math.floor(entry.issuedAt.getTime() / 1_000); // whole seconds: `nbf` and `validFrom` are to be equal
  return {
    '@context': CONTEXT,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    id,
    jti: id,
    issuer: { type: ['Profile'], id: issuerId, name: issuer.name },
    iss: issuerId,
    validFrom: written(new Date(issued * 1_000)),
    nbf: issued,
    name,
    credentialSubject: {
      type: ['AchievementSubject'],
      id: subjectId,
      ...(entry.subjectName !== null && {
        identifier: [{ type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: entry.subjectName }],
      }),
      role: entry.role,
      activityStartDate: written(event.startsAt),
      activityEndDate: written(event.endsAt),
      achievement: {
        type: ['Achievement'],
        id: eventUri,
        name,
        description: shortened(event.summary ?? event.title, LONGEST_DESCRIPTION),
        criteria: { narrative: CRITERIA },
        achievementType: event.kind === 'SERVICE' ? 'CommunityService' : 'CoCurricular',
        tag: [event.kind],
        resultDescription: [{ type: ['ResultDescription'], id: `${eventUri}#minutes`, name: 'minutes', resultType: 'Result' }],
      },
      result: [{ type: ['Result'], resultDescription: `${eventUri}#minutes`, value: String(entry.minutes) }],
    },
    sub: subjectId,
    credentialStatus: {
      type: 'BitstringStatusListEntry',
      id: `${entry.status.url}#${entry.status.index}`,
      statusPurpose: 'revocation',
      statusListIndex: String(entry.status.index),
      statusListCredential: entry.status.url,
    },
  };
}

function shortened(text: string, longest: number): string {
  const characters = Array.from(text);
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}
