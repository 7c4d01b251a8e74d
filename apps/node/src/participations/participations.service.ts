import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../college/this-college.js';
import { forbidden, notFound } from '../graph/domain-error.js';
import { Page } from '../graph/page.js';
import { type GuideLoaders, mayReadPersonal } from '../volunteers/personal-access.js';
import { parseParticipationCursor, participationCursor } from './participation-cursor.js';
import type { ParticipationStatus } from './participation-status.js';
import type { ParticipationEntity } from './participation.entity.js';
import { type ParticipationLoaders, participationLoaders } from './participation.loaders.js';
import { participationPolicy } from './participation.policy.js';
import { ParticipationsRepository } from './participations.repository.js';
import { overlapCursor, parseOverlapCursor } from './record/overlap-cursor.js';
import { type Credit, type OverlapRow, RecordEntriesRepository, type RecordLine } from './record/record-entries.repository.js';

/** The contract's ParticipationFilter. */
export interface ParticipationsAsked {
  readonly statuses?: readonly ParticipationStatus[] | null;
}

/** A volunteer's participations: a page of them, and what all of them come to. */
export interface RecordBook {
  readonly volunteerId: string;
  readonly page: Page<ParticipationEntity>;
}

/** Two participations of one person at the same time. */
export interface Overlap {
  readonly row: OverlapRow;
  readonly participations: readonly ParticipationEntity[];
}

/** What the home's books say of taking part. */
@Injectable()
export class ParticipationsService {
  constructor(
    private readonly repository: ParticipationsRepository,
    private readonly records: RecordEntriesRepository,
    private readonly thisCollege: ThisCollege,
  ) {}

  loaders(): ParticipationLoaders {
    return participationLoaders(this.repository, this.records);
  }

  /** @throws DomainError NOT_FOUND where there is none, and where the actor may not know */
  async find(actor: Actor | null, id: unknown, loaders: ParticipationLoaders & GuideLoaders): Promise<ParticipationEntity> {
    const participation = await loaders.participation.load(this.thisCollege.ownUuid(id, 'participation'));
    if (!participation || !(await mayReadPersonal(this.thisCollege, actor, participation.volunteerId, loaders))) throw notFound('participation');
    return participation;
  }

  /** What of a participation is credited; undefined where nothing ever was. */
  async creditOf({ id, status }: ParticipationEntity, loaders: ParticipationLoaders): Promise<Credit | undefined> {
    return participationPolicy.mayBeCredited(status) ? loaders.creditOfParticipation.load(id) : undefined;
  }

  /** Everything that was ever credited for a participation, in the order it came. */
  async entriesOf({ id, status }: ParticipationEntity, loaders: ParticipationLoaders): Promise<RecordLine[]> {
    return participationPolicy.mayBeCredited(status) ? loaders.entriesOfParticipation.load(id) : [];
  }

  /**
   * Those of the college's volunteers, in the order they were asked for; a mentor's, of the volunteers whom they guide.
   * @throws DomainError FORBIDDEN for all but the college's own staff; BAD_USER_INPUT naming what cannot be used
   */
  page(
    actor: Actor | null,
    asked: ParticipationsAsked | null | undefined,
    first: number | null | undefined,
    after: string | null | undefined,
  ): Page<ParticipationEntity> {
    const scope = participationPolicy.scope(this.thisCollege.code, actor);
    if (!scope) throw forbidden('list who takes part');
    const from = typeof after === 'string' ? parseParticipationCursor(this.thisCollege, after) : null;
    const criteria = {
      ...(asked?.statuses && { statuses: asked.statuses }),
      ...(!scope.all && { mentorId: this.thisCollege.ownUuid(scope.mentorId, 'mentor') }),
    };
    return new Page({ first, after }, {
      read: (limit) => this.repository.page(criteria, from, limit),
      count: () => this.repository.count(criteria),
      cursorOf: ({ requestedAt, id }) => participationCursor(this.thisCollege, { at: requestedAt, id }),
    });
  }

  /**
   * Newest first.
   * @throws DomainError FORBIDDEN for all but the volunteer and the home college's staff: of its mentors, who guides them; BAD_USER_INPUT naming what cannot be used
   */
  async recordBook(
    actor: Actor | null,
    { id: volunteerId }: { readonly id: string },
    first: number | null | undefined,
    after: string | null | undefined,
    loaders: ParticipationLoaders & GuideLoaders,
  ): Promise<RecordBook> {
    if (!(await mayReadPersonal(this.thisCollege, actor, volunteerId, loaders))) throw forbidden('read this volunteer’s record book');
    const from = typeof after === 'string' ? parseParticipationCursor(this.thisCollege, after) : null;
    const page = new Page<ParticipationEntity>({ first, after }, {
      read: (limit) => loaders.recordPage.load({ volunteerId, after: from, limit }),
      count: async () => (await loaders.recordTotals.load(volunteerId)).count,
      cursorOf: ({ eventStartsAt, requestedAt, id }) => participationCursor(this.thisCollege, { at: eventStartsAt ?? requestedAt, id }),
    });
    return { volunteerId, page };
  }

  /**
   * Hours of one person at two hosts at the same time, newest first.
   * @throws DomainError FORBIDDEN for all but the college's curators; BAD_USER_INPUT naming what cannot be used
   */
  overlaps(actor: Actor | null, first: number | null | undefined, after: string | null | undefined, loaders: ParticipationLoaders): Page<Overlap> {
    if (!participationPolicy.seeOverlaps(this.thisCollege.code, actor)) throw forbidden('see whose hours overlap');
    const from = typeof after === 'string' ? parseOverlapCursor(this.thisCollege, after) : null;
    return new Page<Overlap>({ first, after }, {
      read: async (limit) => Promise.all((await this.records.overlaps(from, limit)).map((row) => this.overlapOf(row, loaders))),
      count: () => this.records.overlapCount(),
      cursorOf: ({ row }) => overlapCursor(this.thisCollege, row),
    });
  }

  private async overlapOf(row: OverlapRow, loaders: ParticipationLoaders): Promise<Overlap> {
    const both = await Promise.all([row.firstId, row.secondId].map((id) => loaders.participation.load(id)));
    return { row, participations: both.filter((one) => one !== undefined) };
  }
}
