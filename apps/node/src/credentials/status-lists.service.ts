import { Injectable } from '@nestjs/common';
import { MOST_LISTS } from '#credentials/status-bits.js';
import { signStatusList } from '#credentials/status-list.js';
import { CredentialsRepository } from './credentials.repository.js';
import { IssuingCollege } from './issuing-college.js';

/** A list is looked at again in the database after this, however many ask. */
const LOOK_AGAIN_MILLISECONDS = 1_000;

/** A list is signed anew after this, though nothing was revoked: it says that nothing was. */
const SIGN_AGAIN_MILLISECONDS = 3_600_000;

/** A list as it was last signed. */
interface SignedList {
  readonly jws: string;
  readonly signedAt: number;
  /** What was revoked then: for entries only ever come to be revoked, their number says whether that is still all. */
  readonly revoked: number;
}

/** The status lists that this college publishes: what of the entries that it signed it took back. */
@Injectable()
export class StatusListsService {
  private readonly signed = new Map<number, SignedList>();
  private readonly looks = new Map<number, { readonly at: number; readonly answer: Promise<string | null> }>();

  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly college: IssuingCollege,
  ) {}

  /**
   * One list, as it stands. The one after the last is published too, so that whoever keeps lists has it before it is needed.
   * @returns null when this college has no such list
   */
  list(list: number): Promise<string | null> {
    if (list < 1 || list > MOST_LISTS) return Promise.resolve(null);
    const last = this.looks.get(list);
    if (last && Date.now() - last.at < LOOK_AGAIN_MILLISECONDS) return last.answer;
    const answer = this.look(list);
    this.looks.set(list, { at: Date.now(), answer });
    answer.catch(() => this.looks.delete(list));
    return answer;
  }

  private async look(list: number): Promise<string | null> {
    if (list > (await this.credentials.highestList()) + 1) return null;
    const revocations = await this.credentials.revocations(list);
    const before = this.signed.get(list);
    if (before?.revoked === revocations.length && Date.now() - before.signedAt < SIGN_AGAIN_MILLISECONDS) return before.jws;
    const validFrom = new Date();
    const jws = await signStatusList({ issuer: this.college.code, url: this.college.statusListUrl(list), revocations, validFrom }, this.college.key);
    this.signed.set(list, { jws, signedAt: validFrom.getTime(), revoked: revocations.length });
    return jws;
  }
}
