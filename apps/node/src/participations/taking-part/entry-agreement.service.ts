import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ThisCollege } from '../../college/this-college.js';
import type { ConsentPurpose } from '../../consents/consent-purpose.js';
import { ConsentsService } from '../../consents/consents.service.js';
import type { Transaction } from '../../database/transaction.js';
import type { MessageContent } from '../../messages/message-kinds.js';
import { Messages } from '../../messages/messages.js';
import type { VolunteerEntity } from '../../volunteers/volunteer.entity.js';
import { hostOf } from '../host-of.js';
import type { ParticipationEntity } from '../participation.entity.js';
import { TakingPartRepository } from './taking-part.repository.js';

/** Tells the hosts that know of a volunteer when the volunteer no longer agrees to be named, or to entries at all; and when they do again. */
@Injectable()
export class EntryAgreementService implements OnModuleInit {
  constructor(
    private readonly repository: TakingPartRepository,
    private readonly consents: ConsentsService,
    private readonly messages: Messages,
    private readonly thisCollege: ThisCollege,
  ) {}

  onModuleInit(): void {
    this.consents.onWithdrawal((tx, volunteer, purpose) => this.withdrawn(tx, volunteer, purpose));
    this.consents.onGiving((tx, volunteer, purpose, today) => this.given(tx, volunteer, purpose, today));
  }

  private async withdrawn(tx: Transaction, { id }: { readonly id: string }, purpose: ConsentPurpose): Promise<void> {
    if (purpose !== 'NAME_TO_PARTNERS' && purpose !== 'CREDENTIAL_ISSUE') return;
    for (const participation of await this.repository.toldOf(tx, id)) {
      if (purpose === 'NAME_TO_PARTNERS') await this.forgetName(tx, participation);
      else if (participation.entryAgreed) await this.tellConsent(tx, participation, false);
    }
    this.messages.wake();
  }

  /** Hosts that were told otherwise before; the name is theirs no more, unless they are asked for a place anew. */
  private async given(tx: Transaction, volunteer: VolunteerEntity, purpose: ConsentPurpose, today: string): Promise<void> {
    if (purpose !== 'CREDENTIAL_ISSUE' || !(await this.consents.isGiven(tx, volunteer, 'CREDENTIAL_ISSUE', today))) return;
    for (const participation of await this.repository.toldOf(tx, volunteer.id)) {
      if (!participation.entryAgreed) await this.tellConsent(tx, participation, true);
    }
    this.messages.wake();
  }

  /**
   * What ended without anybody's word, as with a birthday, is told like what was taken back.
   * @param volunteer whose row the transaction holds
   */
  async settleLapsed(tx: Transaction, volunteer: VolunteerEntity, today: string): Promise<void> {
    const [mayName, maySign] = [await this.consents.isGiven(tx, volunteer, 'NAME_TO_PARTNERS', today), await this.consents.isGiven(tx, volunteer, 'CREDENTIAL_ISSUE', today)];
    if (mayName && maySign) return;
    for (const participation of await this.repository.toldOf(tx, volunteer.id)) {
      if (!maySign && participation.entryAgreed) await this.tellConsent(tx, participation, false);
      else if (!mayName && participation.subjectName !== null) await this.forgetName(tx, participation);
    }
    this.messages.wake();
  }

  /** The host is told to forget the name, and what was not sent yet leaves without it. */
  async forgetName(tx: Transaction, participation: ParticipationEntity): Promise<void> {
    await this.keepName(tx, participation);
    await this.tell(tx, participation, 'NAME_WITHDRAWN', {});
    await this.repository.change(tx, participation, { subjectName: null });
  }

  /** A request that was not sent yet leaves without the name. */
  async keepName(tx: Transaction, participation: ParticipationEntity): Promise<void> {
    const of = { to: hostOf(participation), thread: this.thisCollege.globalId(participation.id) };
    await this.messages.amendWaiting(tx, { ...of, kind: 'SEAT_REQUESTED', content: { subjectName: null } });
  }

  private async tellConsent(tx: Transaction, participation: ParticipationEntity, agreed: boolean): Promise<void> {
    if (!agreed) await this.keepName(tx, participation);
    await this.tell(tx, participation, 'ENTRY_CONSENT', { agreed });
    await this.repository.change(tx, participation, { entryAgreed: agreed, ...(!agreed && { subjectName: null }) });
  }

  private async tell<Kind extends 'NAME_WITHDRAWN' | 'ENTRY_CONSENT'>(tx: Transaction, participation: ParticipationEntity, kind: Kind, content: MessageContent<Kind>): Promise<void> {
    await this.messages.send(tx, { to: hostOf(participation), thread: this.thisCollege.globalId(participation.id), kind, content });
  }
}
