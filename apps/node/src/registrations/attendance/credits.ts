import { Injectable } from '@nestjs/common';
import { ThisCollege } from '../../college/this-college.js';
import { CredentialIssuer } from '../../credentials/credential-issuer.js';
import type { EventEntity } from '../../events/event.entity.js';
import type { MessageContent } from '../../messages/message-kinds.js';
import type { RegistrationEntity } from '../registration.entity.js';
import type { Transaction } from '../../database/transaction.js';

type Told = MessageContent<'ATTENDANCE_RECORDED'>;

/** Signs what somebody is credited with, and takes back what was signed. */
@Injectable()
export class Credits {
  constructor(
    private readonly issuer: CredentialIssuer,
    private readonly thisCollege: ThisCollege,
  ) {}

  /** Nothing is signed for nothing, nor where no home keeps a record book to put it in, nor for who does not agree to it. */
  maySign({ participationId, entryAgreed }: Pick<RegistrationEntity, 'participationId' | 'entryAgreed'>, minutes: number): boolean {
    return minutes > 0 && participationId !== null && entryAgreed;
  }

  /** Null where nothing may be signed. */
  async sign(tx: Transaction, registration: RegistrationEntity, event: EventEntity, minutes: number): Promise<Told['entry']> {
    if (!this.maySign(registration, minutes)) return null;
    const { id, volunteerId, volunteerKind, subjectName } = registration;
    const { title, summary, kind, startsAt, endsAt } = event;
    return this.issuer.issue(tx, {
      registrationId: id,
      volunteerId,
      subjectName,
      role: volunteerKind,
      minutes,
      supersedes: lastSigned(registration),
      event: { id: this.thisCollege.globalId(event.id), title, summary, kind, startsAt, endsAt },
    });
  }

  /** Null where nothing is in force, nor anything at home whose place one has that was not taken there. */
  async revoke(tx: Transaction, registration: RegistrationEntity, reason: string): Promise<Told['revokes']> {
    const id = lastSigned(registration);
    if (id === null) return null;
    const { revokedAt } = await this.issuer.revoke(tx, id, reason);
    return { id, reason, revokedAt: revokedAt.toISOString() };
  }
}

function lastSigned({ credentialId, untakenCredentialId }: RegistrationEntity): string | null {
  return credentialId ?? untakenCredentialId;
}
