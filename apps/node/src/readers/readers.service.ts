import { Injectable } from '@nestjs/common';
import { DEFAULT_PAGE } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../college/this-college.js';
import type { Transaction } from '../database/transaction.js';
import { forbidden, notFound } from '../graph/domain-error.js';
import { type PlainPageAsked, notOfThisList, plainPage } from '../graph/plain-page.js';
import { type GuideLoaders, mayReadPersonal } from '../volunteers/personal-access.js';
import type { PersonalDataReadEntity } from './personal-data-read.entity.js';
import { type ReaderLoaders, readerLoaders } from './reader.loaders.js';
import { type Read, ReadersRepository } from './readers.repository.js';

/** Which colleges were given personal fields of this one’s volunteers. */
@Injectable()
export class ReadersService {
  constructor(
    private readonly repository: ReadersRepository,
    private readonly thisCollege: ThisCollege,
  ) {}

  loaders(): ReaderLoaders {
    return readerLoaders(this.repository);
  }

  /**
   * Gives a personal field to another college once it is written down that it does. A field that cannot be written down is
   * not given: the promise is rejected. Nothing that is null is read by anybody.
   */
  async give<Value>(reader: Actor, volunteer: { readonly id: string }, field: string, value: Value, loaders: ReaderLoaders): Promise<Value> {
    if (value !== null) await loaders.readingWrittenDown.load({ volunteerId: volunteer.id, readerCode: reader.college, field });
    return value;
  }

  /** Writes down, in the caller's transaction, what goes to another college with it. */
  async sent(tx: Transaction, read: Read): Promise<void> {
    await this.repository.add([read], tx);
  }

  /**
   * Which colleges read the volunteer's data, newest first.
   * @throws DomainError FORBIDDEN for all but the volunteer and the home college's staff: of its mentors, who guides them; BAD_USER_INPUT
   * naming the argument that cannot be used
   */
  async of(
    actor: Actor | null,
    volunteer: { readonly id: string },
    asked: PlainPageAsked,
    loaders: ReaderLoaders & GuideLoaders,
  ): Promise<PersonalDataReadEntity[]> {
    if (!(await mayReadPersonal(this.thisCollege, actor, volunteer.id, loaders))) throw forbidden('see who read this volunteer’s data');
    const { limit, after } = plainPage(this.thisCollege, asked, DEFAULT_PAGE);
    if (after === null) return loaders.latestReads.load({ volunteerId: volunteer.id, limit });
    const before = await loaders.personalDataRead.load(after);
    if (before?.volunteerId !== volunteer.id) throw notOfThisList();
    return this.repository.behind(before, limit);
  }

  /** @throws DomainError NOT_FOUND where there is none, and where the actor may not know */
  async find(actor: Actor | null, id: unknown, loaders: ReaderLoaders & GuideLoaders): Promise<PersonalDataReadEntity> {
    const read = await loaders.personalDataRead.load(this.thisCollege.ownUuid(id, 'reading'));
    if (!read || !(await mayReadPersonal(this.thisCollege, actor, read.volunteerId, loaders))) throw notFound('reading');
    return read;
  }
}
