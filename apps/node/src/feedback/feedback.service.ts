import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../college/this-college.js';
import type { EventEntity } from '../events/event.entity.js';
import type { EventLoaders } from '../events/event.loaders.js';
import { EventsService } from '../events/events.service.js';
import { badInput, forbidden } from '../graph/domain-error.js';
import { textOf } from '../graph/input-text.js';
import { Page, emptyPage } from '../graph/page.js';
import { commentCursor, parseCommentCursor } from './comment-cursor.js';
import type { FeedbackComment } from './feedback-comment.js';
import { type FeedbackLoaders, feedbackLoaders } from './feedback.loaders.js';
import { feedbackPolicy } from './feedback.policy.js';
import { FeedbackRepository } from './feedback.repository.js';

const LONGEST_COMMENT = 2_000;
const RATINGS = { least: 1, most: 5 };

/** The contract's FeedbackInput. */
export interface FeedbackAsked {
  readonly eventId: string;
  readonly rating: number;
  readonly comment?: string | null;
}

/** What those who attended this college's events thought of them. */
@Injectable()
export class FeedbackService {
  constructor(
    private readonly repository: FeedbackRepository,
    private readonly events: EventsService,
    private readonly thisCollege: ThisCollege,
  ) {}

  loaders(): FeedbackLoaders {
    return feedbackLoaders(this.repository);
  }

  /**
   * Once, and it stays: an answer that could be changed would show in the average what it was.
   * @throws DomainError NOT_FOUND; FORBIDDEN for all but those who attended; BAD_USER_INPUT naming what cannot be, and the second time
   */
  async leave(actor: Actor | null, { eventId, rating, comment }: FeedbackAsked, loaders: EventLoaders): Promise<EventEntity> {
    if (!feedbackPolicy.leave(actor, true)) throw notYours();
    const event = await this.events.find(actor, eventId, loaders);
    if (!feedbackPolicy.leave(actor, await this.repository.attended(event.id, actor.id))) throw notYours();
    if (rating < RATINGS.least || rating > RATINGS.most) throw badInput('input.rating', `must be from ${RATINGS.least} to ${RATINGS.most}`);
    const words = typeof comment === 'string' && comment.trim() !== '' ? textOf(comment, 'input.comment', LONGEST_COMMENT) : null;
    const isFirst = await this.repository.leave({ eventId: event.id, personId: actor.id, rating, comment: words });
    if (!isFirst) throw badInput('input.eventId', 'you left feedback on this event already, and it stays as it is');
    return event;
  }

  /**
   * None for all but the host's staff, and none until a few have answered.
   * @throws DomainError BAD_USER_INPUT naming the argument that cannot be used
   */
  comments(
    actor: Actor | null,
    { id: eventId }: EventEntity,
    first: number | null | undefined,
    after: string | null | undefined,
    loaders: FeedbackLoaders,
  ): Page<FeedbackComment> {
    const from = typeof after === 'string' ? parseCommentCursor(after) : null;
    if (!feedbackPolicy.readComments(this.thisCollege.code, actor)) return emptyPage({ first, after });
    const given = async () => feedbackPolicy.givesComments((await loaders.feedbackByEvent.load(eventId)).answers);
    return new Page({ first, after }, {
      read: async (limit) => ((await given()) ? loaders.commentPage.load({ eventId, after: from, limit }) : []),
      count: async () => ((await given()) ? loaders.commentCount.load(eventId) : 0),
      cursorOf: commentCursor,
    });
  }
}

function notYours() {
  return forbidden('leave feedback on this event: it is for those whom the host recorded as having come');
}
