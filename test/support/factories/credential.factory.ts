import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { Entry } from '#credentials/entry.js';
import { statusListUrl } from '#credentials/names.js';
import { CredentialEntity } from '#node/credentials/credential.entity.js';
import type { EventEntity } from '#node/events/event.entity.js';
import type { RegistrationEntity } from '#node/registrations/registration.entity.js';

/** What a host keeps of an entry that it signed. */
export function aCredential(registration: RegistrationEntity, overrides: Partial<CredentialEntity> = {}): CredentialEntity {
  return Object.assign(new CredentialEntity(), {
    id: uuid(),
    registrationId: registration.id,
    list: 1,
    index: 0,
    issuedAt: new Date(),
    revokedAt: null,
    reason: null,
    supersedes: null,
    ...overrides,
  });
}

interface Of {
  readonly credential: CredentialEntity;
  readonly registration: RegistrationEntity;
  readonly event: EventEntity;
  readonly host: { readonly code: string; readonly endpoint: string };
}

/** What it says, to be signed; two hours without a name. */
export function anEntry({ credential, registration, event, host }: Of, overrides: Partial<Entry> = {}): Entry {
  const { title, summary, kind, startsAt, endsAt } = event;
  return {
    id: credential.id,
    issuer: { code: host.code, name: `Техникум «${host.code}»` },
    volunteerId: registration.volunteerId,
    subjectName: null,
    role: 'STUDENT',
    event: { id: globalId(host.code, event.id), title, summary, kind, startsAt, endsAt },
    minutes: 120,
    issuedAt: credential.issuedAt,
    status: { url: statusListUrl(host.endpoint, credential.list), index: credential.index },
    ...overrides,
  };
}
