import { Injectable } from '@nestjs/common';
import { PRACTICE_TEXT } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { CollegesAskedService } from '../college/colleges-asked.service.js';
import { ThisCollege } from '../college/this-college.js';
import type { Transaction } from '../database/transaction.js';
import { badInput, forbidden, notFound } from '../graph/domain-error.js';
import { textOf } from '../graph/input-text.js';
import { networkCursor, networkKey, placeAtCursor } from '../graph/network-order.js';
import { Page, emptyPage } from '../graph/page.js';
import { tagsSought } from '../graph/input-tags.js';
import { storable } from '../graph/search-text.js';
import { wordsSought } from '../search/search-words.js';
import { peoplePolicy } from '../people/people.policy.js';
import type { PeopleLoaders } from '../people/people.service.js';
import type { PersonEntity } from '../people/person.entity.js';
import { type PracticeAsked, type PracticePatchAsked, practiceChanges, practiceWords } from './practice-words.js';
import type { PracticeEntity } from './practice.entity.js';
import { type PracticeLoaders, practiceLoaders } from './practice.loaders.js';
import { practicePolicy } from './practice.policy.js';
import { type PracticeCriteria, PracticesRepository } from './practices.repository.js';

const MOST_COLLEGES = 100;

/** The contract's PracticeFilter. */
export interface PracticesAsked {
  readonly text?: string | null;
  readonly tags?: readonly string[] | null;
  readonly colleges?: readonly string[] | null;
  readonly adoptedBy?: readonly string[] | null;
}

/** What this college does well, for the others to take over. */
@Injectable()
export class PracticesService {
  constructor(
    private readonly repository: PracticesRepository,
    private readonly thisCollege: ThisCollege,
    private readonly collegesAsked: CollegesAskedService,
  ) {}

  loaders(): PracticeLoaders {
    return practiceLoaders(this.repository);
  }

  /** @throws DomainError NOT_FOUND where there is none, and where the actor may not know */
  async find(actor: Actor | null, id: unknown, loaders: PracticeLoaders): Promise<PracticeEntity> {
    const practice = await loaders.practice.load(this.thisCollege.ownUuid(id, 'practice'));
    if (!practice || !practicePolicy.see(this.thisCollege.code, actor, practice)) throw notFound('practice');
    return practice;
  }

  /**
   * The college's practices, newest first.
   * @throws DomainError BAD_USER_INPUT naming the argument that cannot be used
   */
  page(asked: PracticesAsked | null | undefined, first: number | null | undefined, after: string | null | undefined): Page<PracticeEntity> {
    const criteria = criteriaOf(asked ?? {});
    const from = typeof after === 'string' ? placeAtCursor(this.thisCollege, after) : null;
    if (asked?.colleges && !asked.colleges.includes(this.thisCollege.code)) return emptyPage({ first, after });
    return new Page({ first, after }, {
      read: (limit) => this.repository.page(criteria, from, limit),
      count: () => this.repository.count(criteria),
      cursorOf: ({ publishedAt: at, id }) => networkCursor(this.thisCollege, { at, id }),
    });
  }

  /**
   * `page` as the college's own list: other colleges that it names are of the network, or were, as in the merged one.
   * @throws DomainError BAD_USER_INPUT naming the argument that cannot be used
   */
  ownList(asked: PracticesAsked | null | undefined, first: number | null | undefined, after: string | null | undefined): Page<PracticeEntity> {
    this.collegesAsked.check('filter.colleges', asked?.colleges);
    this.collegesAsked.checkPast('filter.adoptedBy', asked?.adoptedBy);
    return this.page(asked, first, after);
  }

  /** Its place in the order that the whole network shares. */
  keyOf({ publishedAt: at, id }: PracticeEntity): string {
    return networkKey(this.thisCollege, { at, id });
  }

  /** Those of the practices that are there and that the actor may see, by id. */
  async seenAmong(tx: Transaction, actor: Actor | null, ids: readonly string[]): Promise<ReadonlyMap<string, PracticeEntity>> {
    const practices = ids.length === 0 ? [] : await this.repository.byIds(ids, tx);
    const seen = practices.filter((practice) => practicePolicy.see(this.thisCollege.code, actor, practice));
    return new Map(seen.map((practice) => [practice.id, practice]));
  }

  /** Whoever wrote it; for others than the college's own people only who agreed to be named. */
  async author(actor: Actor | null, { authorId }: PracticeEntity, loaders: PeopleLoaders): Promise<PersonEntity | null> {
    const author = authorId === null ? undefined : await loaders.person.load(authorId);
    return author && peoplePolicy.seeMentor(this.thisCollege.code, actor, author) ? author : null;
  }

  /** @throws DomainError FORBIDDEN for all but the college's staff; BAD_USER_INPUT naming what cannot be kept */
  publish(actor: Actor | null, asked: PracticeAsked): Promise<PracticeEntity> {
    if (!practicePolicy.publish(this.thisCollege.code, actor)) throw forbidden('publish practices of this college');
    return this.repository.add(practiceWords(asked), this.thisCollege.uuidOf(actor?.id));
  }

  /** @throws DomainError FORBIDDEN for all but the college's staff; NOT_FOUND; BAD_USER_INPUT naming what cannot be kept, and once it is withdrawn */
  async change(actor: Actor | null, id: string, asked: PracticePatchAsked): Promise<PracticeEntity> {
    const practice = await this.own(actor, id);
    const changed = await this.repository.change(practice.id, practiceChanges(asked));
    if (!changed) throw badInput('id', 'this practice was withdrawn: publish it anew');
    return changed;
  }

  /**
   * Shows it no more. Withdrawn twice is withdrawn.
   * @throws DomainError FORBIDDEN for all but the college's staff; NOT_FOUND
   */
  async withdraw(actor: Actor | null, id: string): Promise<PracticeEntity> {
    const practice = await this.own(actor, id);
    return this.repository.withdraw(practice.id);
  }

  /**
   * The actor's college took it over; said again, it says what came of it.
   * @throws DomainError FORBIDDEN for all but curators of other colleges; NOT_FOUND; BAD_USER_INPUT
   */
  async adopt(actor: Actor | null, id: string, outcome: string | null | undefined): Promise<PracticeEntity> {
    if (!practicePolicy.adopt(this.thisCollege.code, actor)) throw forbidden('take practices over for another college');
    const practice = await this.shown(id);
    const words = outcome ? textOf(outcome, 'outcome', PRACTICE_TEXT.outcome) : null;
    await this.repository.adopt(practice.id, { college: actor.college, actorId: actor.id }, words);
    return practice;
  }

  /**
   * The actor's college did not take it over after all.
   * @throws DomainError FORBIDDEN for all but curators of other colleges; NOT_FOUND
   */
  async disown(actor: Actor | null, id: string): Promise<PracticeEntity> {
    if (!practicePolicy.adopt(this.thisCollege.code, actor)) throw forbidden('speak of practices for another college');
    const practice = await this.shown(id);
    await this.repository.disown(practice.id, actor.college);
    return practice;
  }

  private async own(actor: Actor | null, id: string): Promise<PracticeEntity> {
    if (!practicePolicy.publish(this.thisCollege.code, actor)) throw forbidden('change practices of this college');
    const [practice] = await this.repository.byIds([this.thisCollege.ownUuid(id, 'practice')]);
    if (!practice) throw notFound('practice');
    return practice;
  }

  private async shown(id: string): Promise<PracticeEntity> {
    const [practice] = await this.repository.byIds([this.thisCollege.ownUuid(id, 'practice')]);
    if (!practice || practice.withdrawnAt !== null) throw notFound('practice');
    return practice;
  }
}

function criteriaOf({ text, tags, adoptedBy }: PracticesAsked): PracticeCriteria {
  if (adoptedBy && adoptedBy.length > MOST_COLLEGES) throw badInput('filter.adoptedBy', `must have at most ${MOST_COLLEGES} entries`);
  return {
    ...(tags && { tags: tagsSought(tags, 'filter.tags') }),
    ...(adoptedBy && { adoptedBy: adoptedBy.map((code) => storable(code, 'filter.adoptedBy')) }),
    ...(typeof text === 'string' && text !== '' && { words: wordsSought(text, 'filter.text') }),
  };
}
