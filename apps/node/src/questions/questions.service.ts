import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../college/this-college.js';
import type { EventEntity } from '../events/event.entity.js';
import type { EventLoaders } from '../events/event.loaders.js';
import { EventsService } from '../events/events.service.js';
import { badInput, forbidden, notFound } from '../graph/domain-error.js';
import { textOf } from '../graph/input-text.js';
import { Page, emptyPage } from '../graph/page.js';
import { type AuthorLoaders, AuthorNames } from './author-names.service.js';
import { parseQuestionCursor, questionCursor } from './question-cursor.js';
import type { QuestionEntity } from './question.entity.js';
import { type QuestionLoaders, questionLoaders } from './question.loaders.js';
import { questionPolicy } from './question.policy.js';
import { QuestionsRepository } from './questions.repository.js';

const LONGEST_QUESTION = 500;

/** One person asks that many questions of one event at most. */
const MOST_OF_ONE = 10;

/** The contract's QuestionInput. */
export interface QuestionAsked {
  readonly eventId: string;
  readonly text: string;
  readonly underOwnName?: boolean | null;
}

/** What staff make of a question; what is not given, or null, stays. */
export interface Moderation {
  readonly hidden?: boolean | null | undefined;
  readonly answered?: boolean | null | undefined;
}

/** Questions to those who speak at this college's events, asked at whichever college. */
@Injectable()
export class QuestionsService {
  constructor(
    private readonly repository: QuestionsRepository,
    private readonly events: EventsService,
    private readonly authors: AuthorNames,
    private readonly thisCollege: ThisCollege,
  ) {}

  loaders(): QuestionLoaders {
    return questionLoaders(this.repository);
  }

  /**
   * An event's questions, most votes first; none for who did not sign in.
   * @throws DomainError BAD_USER_INPUT naming the argument that cannot be used
   */
  page(
    actor: Actor | null,
    { id: eventId }: EventEntity,
    first: number | null | undefined,
    after: string | null | undefined,
    loaders: QuestionLoaders,
  ): Page<QuestionEntity> {
    const from = typeof after === 'string' ? parseQuestionCursor(after) : null;
    if (!questionPolicy.read(actor)) return emptyPage({ first, after });
    const hidden = questionPolicy.seeHidden(this.thisCollege.code, actor);
    return new Page({ first, after }, {
      read: (limit) => loaders.questionPage.load({ eventId, hidden, after: from, limit }),
      count: () => loaders.questionCount.load({ eventId, hidden }),
      cursorOf: questionCursor,
    });
  }

  /** @throws DomainError FORBIDDEN for who did not sign in; NOT_FOUND; BAD_USER_INPUT naming what cannot be */
  async ask(actor: Actor | null, { eventId, text, underOwnName }: QuestionAsked, loaders: EventLoaders & AuthorLoaders): Promise<QuestionEntity> {
    if (!questionPolicy.read(actor)) throw forbidden('ask questions without signing in as a person');
    const event = await this.events.find(actor, eventId, loaders);
    mustBeOpen(event, 'input.eventId');
    const asked = { eventId: event.id, askedBy: actor.id, underOwnName: underOwnName ?? false, text: textOf(text, 'input.text', LONGEST_QUESTION) };
    if (asked.underOwnName && !(await this.authors.isKnown(asked, loaders))) {
      throw badInput('input.underOwnName', 'your name is not known here: it takes a place on this event, and your consent NAME_TO_PARTNERS when you asked for it');
    }
    const question = await this.repository.ask(asked, MOST_OF_ONE);
    if (!question) throw badInput('input.eventId', `you asked ${MOST_OF_ONE} questions of this event: vote for those of others`);
    return question;
  }

  /** @throws DomainError FORBIDDEN for who did not sign in; NOT_FOUND; BAD_USER_INPUT for one's own question, and once the event is over */
  async vote(actor: Actor | null, id: string, loaders: EventLoaders): Promise<QuestionEntity> {
    const { voter, question } = await this.voting(actor, id, loaders);
    if (!questionPolicy.vote(voter, question)) throw badInput('questionId', 'is your own question: others vote for it');
    return stillThere(await this.repository.vote(question.id, voter.id));
  }

  /** @throws DomainError FORBIDDEN for who did not sign in; NOT_FOUND; BAD_USER_INPUT once the event is over */
  async withdrawVote(actor: Actor | null, id: string, loaders: EventLoaders): Promise<QuestionEntity> {
    const { voter, question } = await this.voting(actor, id, loaders);
    return stillThere(await this.repository.withdrawVote(question.id, voter.id));
  }

  /**
   * Takes one's own question back, with the votes for it; at any time.
   * @returns its id
   * @throws DomainError FORBIDDEN for who did not sign in, and for a question of others; NOT_FOUND
   */
  async withdraw(actor: Actor | null, id: string, loaders: EventLoaders): Promise<string> {
    if (!questionPolicy.read(actor)) throw forbidden('withdraw questions without signing in as a person');
    const question = await this.find(id);
    const isOwn = questionPolicy.withdraw(actor, question);
    const event = isOwn ? null : await this.events.seen(actor, question.eventId, loaders);
    if (!questionPolicy.see(this.thisCollege.code, actor, question) || (!isOwn && !event)) throw notFound('question');
    if (!isOwn) throw forbidden('withdraw this question: it is for whoever asked it');
    await this.repository.delete(question.id);
    return this.thisCollege.globalId(question.id);
  }

  /** @throws DomainError FORBIDDEN for all but the host's staff; NOT_FOUND */
  async moderate(actor: Actor | null, id: string, { hidden, answered }: Moderation): Promise<QuestionEntity> {
    if (!questionPolicy.moderate(this.thisCollege.code, actor)) throw forbidden('moderate questions at this college’s events');
    const question = await this.find(id);
    const change = { ...(typeof hidden === 'boolean' && { hidden }), ...(typeof answered === 'boolean' && { answered }) };
    return stillThere(await this.repository.moderate(question.id, change));
  }

  /** Under which name it was asked; null where it was asked under none, and for who may not know it. */
  async authorName(actor: Actor | null, question: QuestionEntity, loaders: AuthorLoaders): Promise<string | null> {
    return question.underOwnName ? this.authors.nameOf(actor, question, loaders) : null;
  }

  /** Whether it is hidden; null for who may not know that there is such a thing. */
  hidden(actor: Actor | null, { hidden }: QuestionEntity): boolean | null {
    return questionPolicy.seeHidden(this.thisCollege.code, actor) ? hidden : null;
  }

  private async voting(actor: Actor | null, id: string, loaders: EventLoaders): Promise<{ voter: Actor; question: QuestionEntity }> {
    if (!questionPolicy.read(actor)) throw forbidden('vote for questions without signing in as a person');
    const question = await this.find(id);
    const event = await this.events.seen(actor, question.eventId, loaders);
    if (!event || !questionPolicy.see(this.thisCollege.code, actor, question)) throw notFound('question');
    mustBeOpen(event, 'questionId');
    return { voter: actor, question };
  }

  private async find(id: string): Promise<QuestionEntity> {
    return stillThere(await this.repository.find(this.thisCollege.ownUuid(id, 'question')));
  }
}

/** @throws DomainError NOT_FOUND for one that was withdrawn, or never asked */
function stillThere(question: QuestionEntity | null): QuestionEntity {
  if (!question) throw notFound('question');
  return question;
}

function mustBeOpen(event: EventEntity, argument: string): void {
  if (questionPolicy.isOpen(event, new Date())) return;
  throw badInput(argument, 'questions and votes are taken from the announcement of an event to its end');
}
