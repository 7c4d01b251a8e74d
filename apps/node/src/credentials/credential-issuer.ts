import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { issueEntry } from '#credentials/issue-entry.js';
import type { Transaction } from '../database/transaction.js';
import type { EventKind } from '../events/event-vocabulary.js';
import { CredentialsRepository } from './credentials.repository.js';
import { IssuingCollege } from './issuing-college.js';

/** A volunteer's service at an event of this college, to be signed for the record book. */
export interface EntryToIssue {
  readonly registrationId: string;
  /** Global id. */
  readonly volunteerId: string;
  /** Null without the volunteer's consent. */
  readonly subjectName: string | null;
  readonly role: 'STUDENT' | 'STAFF';
  readonly minutes: number;
  /** Id of the entry, revoked by then, that it is issued in the place of. */
  readonly supersedes: string | null;
  readonly event: {
    /** Global id. */
    readonly id: string;
    readonly title: string;
    readonly summary: string | null;
    readonly kind: EventKind;
    readonly startsAt: Date;
    readonly endsAt: Date;
  };
}

/** Signs entries of the record book as their host, and takes them back. */
@Injectable()
export class CredentialIssuer {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly college: IssuingCollege,
  ) {}

  /**
   * In the caller's transaction. The database refuses a second entry in force for one registration.
   * @throws Error when this college is not on the roster: nobody could check what it signs
   */
  async issue(tx: Transaction, entry: EntryToIssue): Promise<{ readonly id: string; readonly jws: string }> {
    const { list, index } = await this.credentials.nextPlace(tx);
    const { registrationId, supersedes, ...said } = entry;
    const id = uuid();
    const issuedAt = new Date();
    await this.credentials.add(tx, { id, registrationId, list, index, issuedAt, revokedAt: null, reason: null, supersedes });
    const { code, name, key } = this.college;
    const status = { url: this.college.statusListUrl(list), index };
    const jws = await issueEntry({ ...said, id, issuer: { code, name }, issuedAt, status }, key);
    return { id, jws };
  }

  /**
   * In the caller's transaction; the status list says so once that is committed. Revoked again, it stays revoked since the first time.
   * @throws Error when this college never issued it
   */
  async revoke(tx: Transaction, id: string, reason: string): Promise<{ readonly revokedAt: Date }> {
    const now = new Date();
    if (await this.credentials.revoke(tx, id, now, reason)) return { revokedAt: now };
    const before = await this.credentials.find(tx, id);
    if (!before?.revokedAt) throw new Error(`This college issued no entry ${id}.`);
    return { revokedAt: before.revokedAt };
  }
}
