import { Injectable } from '@nestjs/common';
import { ErrorCode } from '#contract/error-codes.js';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../college/this-college.js';
import { DomainError, forbidden, notFound } from '../graph/domain-error.js';
import { peoplePolicy } from './people.policy.js';
import { PeopleRepository } from './people.repository.js';
import type { PeopleLoaders } from './people.service.js';

/** Whether anybody may read the name of somebody of the staff: theirs to say, and nobody else's. */
@Injectable()
export class OwnNameService {
  constructor(
    private readonly repository: PeopleRepository,
    private readonly thisCollege: ThisCollege,
  ) {}

  /**
   * Agrees to be named, or takes it back.
   * @throws DomainError UNAUTHENTICATED; FORBIDDEN for all but the college's staff; NOT_FOUND for whoever is in none of its books
   */
  async publish(actor: Actor | null, publish: boolean, loaders: PeopleLoaders): Promise<Actor> {
    if (!actor) throw new DomainError(ErrorCode.UNAUTHENTICATED, 'Sign in to say whether your name may be published.');
    if (!peoplePolicy.publishOwnName(this.thisCollege.code, actor)) throw forbidden('publish your name: it is for staff, at their own college');
    const uuid = this.thisCollege.ownUuid(actor.id, 'person');
    if (!(await this.repository.publishName(uuid, publish))) throw notFound('person');
    loaders.person.clear(uuid);
    return actor;
  }

  /** Null for whoever is not of the college's staff. */
  async isPublished(viewer: Actor, loaders: PeopleLoaders): Promise<boolean | null> {
    if (!peoplePolicy.publishOwnName(this.thisCollege.code, viewer)) return null;
    const uuid = this.thisCollege.uuidOf(viewer.id);
    const person = uuid === null ? undefined : await loaders.person.load(uuid);
    return person?.publishName ?? null;
  }
}
