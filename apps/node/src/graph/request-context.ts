import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { collegeLoaders } from '../college/college.loaders.js';
import { CollegeService } from '../college/college.service.js';
import { type ConsentLoaders, ConsentsService } from '../consents/consents.service.js';
import type { EventLoaders } from '../events/event.loaders.js';
import { EventsService } from '../events/events.service.js';
import type { OfferLoaders } from '../offers/offer.loaders.js';
import { OffersService } from '../offers/offers.service.js';
import type { ParticipationLoaders } from '../participations/participation.loaders.js';
import { ParticipationsService } from '../participations/participations.service.js';
import type { PeopleLoaders } from '../people/people.service.js';
import { PeopleService } from '../people/people.service.js';
import type { PracticeLoaders } from '../practices/practice.loaders.js';
import { PracticesService } from '../practices/practices.service.js';
import type { ReaderLoaders } from '../readers/reader.loaders.js';
import { ReadersService } from '../readers/readers.service.js';
import type { RegistrationLoaders } from '../registrations/registration.loaders.js';
import { RegistrationsService } from '../registrations/registrations.service.js';
import type { VolunteerLoaders } from '../volunteers/volunteers.service.js';
import { VolunteersService } from '../volunteers/volunteers.service.js';

export type Loaders = ReturnType<typeof collegeLoaders> &
  PeopleLoaders &
  VolunteerLoaders &
  ConsentLoaders &
  ParticipationLoaders &
  ReaderLoaders &
  EventLoaders &
  RegistrationLoaders &
  PracticeLoaders &
  OfferLoaders;

/** What every resolver is given. */
export interface GraphContext {
  /** Whoever asks, verified; null for a visitor. */
  readonly actor: Actor | null;
  /** Under which the log and the gateway know this request. */
  readonly requestId: string;
  readonly loaders: Loaders;
}

/** Makes the context of one HTTP request; its operations, when it brings several, share the loaders. */
@Injectable()
export class RequestContexts {
  constructor(
    private readonly colleges: CollegeService,
    private readonly people: PeopleService,
    private readonly volunteers: VolunteersService,
    private readonly consents: ConsentsService,
    private readonly participations: ParticipationsService,
    private readonly readers: ReadersService,
    private readonly events: EventsService,
    private readonly registrations: RegistrationsService,
    private readonly practices: PracticesService,
    private readonly offers: OffersService,
  ) {}

  make(actor: Actor | null, requestId: string): GraphContext {
    return {
      actor,
      requestId,
      loaders: {
        ...collegeLoaders(this.colleges),
        ...this.people.loaders(),
        ...this.volunteers.loaders(),
        ...this.consents.loaders(),
        ...this.participations.loaders(),
        ...this.readers.loaders(),
        ...this.events.loaders(),
        ...this.registrations.loaders(),
        ...this.practices.loaders(),
        ...this.offers.loaders(),
      },
    };
  }
}
