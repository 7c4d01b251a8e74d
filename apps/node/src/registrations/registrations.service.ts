import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { isPerson } from '../college/standing.js';
import { ThisCollege } from '../college/this-college.js';
import { eventPolicy } from '../events/event.policy.js';
import type { EventEntity } from '../events/event.entity.js';
import type { EventLoaders } from '../events/event.loaders.js';
import { notFound } from '../graph/domain-error.js';
import { Page, emptyPage } from '../graph/page.js';
import { parseRegistrationCursor, registrationCursor } from './registration-cursor.js';
import type { RegistrationEntity } from './registration.entity.js';
import { type RegistrationLoaders, registrationLoaders } from './registration.loaders.js';
import { registrationPolicy } from './registration.policy.js';
import { RegistrationsRepository } from './registrations.repository.js';

/** The places at this college’s events, to whoever may know of them. */
@Injectable()
export class RegistrationsService {
  constructor(
    private readonly repository: RegistrationsRepository,
    private readonly thisCollege: ThisCollege,
  ) {}

  loaders(): RegistrationLoaders {
    return registrationLoaders(this.repository);
  }

  /** @throws DomainError NOT_FOUND where there is none, and where the actor may not know */
  async find(actor: Actor | null, id: unknown, loaders: RegistrationLoaders): Promise<RegistrationEntity> {
    const registration = await loaders.registration.load(this.thisCollege.ownUuid(id, 'registration'));
    const scope = registrationPolicy.scope(this.thisCollege.code, actor);
    if (!registration || !registrationPolicy.see(scope, registration)) throw notFound('registration');
    return registration;
  }

  /**
   * An event's registrations, narrowed to those that the actor may see, in the order they came.
   * @throws DomainError BAD_USER_INPUT naming the argument that cannot be used
   */
  page(
    actor: Actor | null,
    event: EventEntity,
    first: number | null | undefined,
    after: string | null | undefined,
    loaders: RegistrationLoaders & Pick<EventLoaders, 'event'>,
  ): Page<RegistrationEntity> {
    loaders.event.prime(event.id, event); // each registration may ask for its event again
    const from = typeof after === 'string' ? parseRegistrationCursor(after) : 0;
    const scope = registrationPolicy.scope(this.thisCollege.code, actor);
    if (!scope.all && scope.volunteerId === null) return emptyPage({ first, after });

    const narrowed = { eventId: event.id, volunteerId: scope.all ? null : scope.volunteerId };
    return new Page({ first, after }, {
      read: (limit) => loaders.registrationPage.load({ ...narrowed, after: from, limit }),
      count: () => loaders.registrationCount.load(narrowed),
      cursorOf: registrationCursor,
    });
  }

  /** Where to meet online; null where there is nowhere, and for those who hold no place. */
  async meetingUrl(actor: Actor | null, event: EventEntity, loaders: RegistrationLoaders): Promise<string | null> {
    const { code } = this.thisCollege;
    if (event.meetingUrl === null || eventPolicy.readMeetingUrl(code, actor, false)) return event.meetingUrl;
    if (!isPerson(actor)) return null;
    const holdsPlace = await loaders.holdsPlace.load({ eventId: event.id, volunteerId: actor.id });
    return eventPolicy.readMeetingUrl(code, actor, holdsPlace) ? event.meetingUrl : null;
  }
}
