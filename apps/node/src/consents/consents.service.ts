import { Inject, Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { Actor } from '#identity/actor.js';
import { CollegeService } from '../college/college.service.js';
import { dayAt } from '../college/local-time.js';
import { ThisCollege } from '../college/this-college.js';
import type { Transaction } from '../database/transaction.js';
import { forbidden, notFound } from '../graph/domain-error.js';
import { groupedInKeyOrder } from '../graph/in-key-order.js';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';
import { type GuideLoaders, mayReadPersonal } from '../volunteers/personal-access.js';
import type { VolunteerEntity } from '../volunteers/volunteer.entity.js';
import type { ConsentPurpose } from './consent-purpose.js';
import { type BornOn, type MissingWord, consentPolicy } from './consent.policy.js';
import { type Consent, consentsOf, missingWord } from './consents.js';
import { type ConsentsChange, ConsentsRepository } from './consents.repository.js';
import { type ConsentAsked, givingsOf, isKnown, isOnPaper, mustFollowWithdrawal } from './giving.js';

/** Whose consents are asked for. */
export interface Consenting extends BornOn {
  readonly id: string;
}

/** The day of the college's calendar, YYYY-MM-DD. */
type DayOf = (moment: Date) => string;

export type ConsentLoaders = ReturnType<ConsentsService['loaders']>;

type GivingListener = (tx: Transaction, volunteer: VolunteerEntity, purpose: ConsentPurpose, today: string) => Promise<void>;
type WithdrawalListener = (tx: Transaction, volunteer: { readonly id: string }, purpose: ConsentPurpose) => Promise<void>;

@Injectable()
export class ConsentsService {
  private readonly toldOfGivings: GivingListener[] = [];
  private readonly toldOfWithdrawals: WithdrawalListener[] = [];

  constructor(
    private readonly repository: ConsentsRepository,
    private readonly colleges: CollegeService,
    private readonly thisCollege: ThisCollege,
    @Inject(NODE_CONFIG) private readonly config: NodeConfig,
  ) {}

  /** Has somebody told of each withdrawal, in its transaction. */
  onWithdrawal(tell: WithdrawalListener): void {
    this.toldOfWithdrawals.push(tell);
  }

  /** Has somebody told of each giving, in its transaction; whether the consent is in force with it is theirs to ask. */
  onGiving(tell: GivingListener): void {
    this.toldOfGivings.push(tell);
  }

  /** Nothing is kept from one request to the next: a consent that was withdrawn is gone from the next answer. */
  loaders() {
    return {
      consents: new DataLoader<Consenting, Consent[], string>(
        async (volunteers) => {
          const ids = volunteers.map(({ id }) => id);
          const [latest, today] = await Promise.all([this.repository.latestOf(ids), this.today()]);
          const byVolunteer = groupedInKeyOrder(ids, latest, ({ volunteerId }) => volunteerId);
          return volunteers.map((volunteer, index) => consentsOf(byVolunteer[index] ?? [], volunteer, today, this.config.consentAges));
        },
        { cacheKeyFn: ({ id }) => id },
      ),
    };
  }

  /** @throws DomainError FORBIDDEN for all but the volunteer and the home college's staff: of its mentors, who guides them */
  async of(actor: Actor | null, volunteer: Consenting, loaders: ConsentLoaders & GuideLoaders): Promise<Consent[]> {
    if (!(await mayReadPersonal(this.thisCollege, actor, volunteer.id, loaders))) throw forbidden('read this volunteer’s consents');
    return loaders.consents.load(volunteer);
  }

  async isInForce(volunteer: Consenting, purpose: ConsentPurpose, loaders: ConsentLoaders): Promise<boolean> {
    return (await loaders.consents.load(volunteer)).some((consent) => consent.purpose === purpose && consent.inForce);
  }

  /**
   * Whose word the consents to some purposes still need, read in the caller's transaction.
   * @param today as the college's calendar has it, YYYY-MM-DD (`today`)
   */
  async missing<Purpose extends ConsentPurpose>(
    tx: Transaction,
    volunteer: Consenting,
    purposes: readonly Purpose[],
    today: string,
  ): Promise<ReadonlyMap<Purpose, MissingWord>> {
    const latest = await this.repository.latestOf([volunteer.id], tx);
    return new Map(purposes.map((purpose) => [purpose, missingWord(latest, purpose, volunteer, today, this.config.consentAges)]));
  }

  /** Whether a consent is in force, by everybody whose word it needs, read in the caller's transaction. */
  async isGiven(tx: Transaction, volunteer: Consenting, purpose: ConsentPurpose, today: string): Promise<boolean> {
    const missing = (await this.missing(tx, volunteer, [purpose], today)).get(purpose);
    return missing?.own === false && !missing.guardian;
  }

  /**
   * The day of the college's calendar, YYYY-MM-DD.
   * @param tx a transaction of the caller's to read it in
   */
  async today(tx?: Transaction): Promise<string> {
    const dayOf = await this.calendar(tx);
    return dayOf(new Date());
  }

  /**
   * Adds what the volunteer says here, or what the curator has on paper. The same once more changes nothing.
   * @throws DomainError FORBIDDEN, whether there is such a volunteer or not; BAD_USER_INPUT naming what cannot be
   */
  async give(actor: Actor | null, asked: ConsentAsked): Promise<Consent | null> {
    const may = isOnPaper(asked)
      ? consentPolicy.record(this.thisCollege.code, actor)
      : consentPolicy.give(actor, asked.volunteerId);
    if (!actor || !may) throw forbidden('give this consent: a volunteer gives their own, a curator records a signed paper');

    return this.change(asked, async (change, dayOf) => {
      const givings = givingsOf(asked, change.volunteer, dayOf(new Date()), this.config.consentAges);
      const [before, withdrawn] = [await change.latest(), await change.withdrawn()];
      for (const giving of givings) mustFollowWithdrawal(giving, withdrawn, dayOf);
      await change.add(givings.filter((giving) => !before.some((recorded) => isKnown(giving, recorded))), actor.id);
      for (const tell of this.toldOfGivings) await tell(change.tx, change.volunteer, asked.purpose, dayOf(new Date()));
    });
  }

  /**
   * Takes back what stands, the guardian's consent too. Where nothing stands, nothing changes.
   * @throws DomainError FORBIDDEN, whether there is such a volunteer or not
   */
  async withdraw(actor: Actor | null, volunteerId: string, purpose: ConsentPurpose): Promise<Consent | null> {
    if (!actor || !consentPolicy.withdraw(this.thisCollege.code, actor, volunteerId)) throw forbidden('withdraw this consent');
    return this.change({ volunteerId, purpose }, async (change) => {
      await change.withdraw(purpose, actor.id);
      for (const tell of this.toldOfWithdrawals) await tell(change.tx, change.volunteer, purpose);
    });
  }

  /** Changes one volunteer's consents, and says what the one to that purpose comes to. */
  private async change(
    { volunteerId, purpose }: Pick<ConsentAsked, 'volunteerId' | 'purpose'>,
    work: (change: ConsentsChange, dayOf: DayOf) => Promise<void>,
  ): Promise<Consent | null> {
    const id = this.thisCollege.ownUuid(volunteerId, 'volunteer');
    const dayOf = await this.calendar();
    return this.repository.alone(id, async (change) => {
      if (!change) throw notFound('volunteer');
      await work(change, dayOf);
      const consents = consentsOf(await change.latest(), change.volunteer, dayOf(new Date()), this.config.consentAges);
      return consents.find((consent) => consent.purpose === purpose) ?? null;
    });
  }

  private async calendar(tx?: Transaction): Promise<DayOf> {
    const { timeZone } = await this.colleges.profile(tx);
    return (moment) => dayAt(moment, timeZone);
  }
}
