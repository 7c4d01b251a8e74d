import { Injectable } from '@nestjs/common';
import { collegeOf } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { isOf, isPerson } from '../college/standing.js';
import { ThisCollege } from '../college/this-college.js';
import { type ConsentLoaders, ConsentsService } from '../consents/consents.service.js';
import { peoplePolicy } from '../people/people.policy.js';
import type { PeopleLoaders } from '../people/people.service.js';
import type { ReaderLoaders } from '../readers/reader.loaders.js';
import { ReadersService } from '../readers/readers.service.js';
import type { RegistrationLoaders } from '../registrations/registration.loaders.js';
import type { VolunteerEntity } from '../volunteers/volunteer.entity.js';
import type { VolunteerLoaders } from '../volunteers/volunteers.service.js';
import type { QuestionEntity } from './question.entity.js';

export type AuthorLoaders = VolunteerLoaders & PeopleLoaders & ConsentLoaders & ReaderLoaders & RegistrationLoaders;

type Authored = Pick<QuestionEntity, 'askedBy' | 'eventId'>;

/** Under which names questions are asked. Nothing of a name is kept with them: it is gone once the consent to it is. */
@Injectable()
export class AuthorNames {
  constructor(
    private readonly consents: ConsentsService,
    private readonly readers: ReadersService,
    private readonly thisCollege: ThisCollege,
  ) {}

  /** Whether the host knows under which name to ask. */
  async isKnown(question: Authored, loaders: AuthorLoaders): Promise<boolean> {
    const uuid = this.thisCollege.uuidOf(question.askedBy);
    if (uuid === null) return (await this.entrusted(question, loaders)) !== null;
    return [await loaders.volunteer.load(uuid), await loaders.person.load(uuid)].some((known) => known !== undefined);
  }

  /** Null for who may not know it, and where it may be known no more. */
  async nameOf(actor: Actor | null, question: Authored, loaders: AuthorLoaders): Promise<string | null> {
    if (!isPerson(actor)) return null;
    const uuid = this.thisCollege.uuidOf(question.askedBy);
    if (uuid === null) return this.partnersName(actor, question, loaders);
    const volunteer = await loaders.volunteer.load(uuid);
    if (volunteer && volunteer.personId === null) return this.ownName(actor, volunteer, loaders);
    const person = await loaders.person.load(uuid);
    return person && peoplePolicy.seeMentor(this.thisCollege.code, actor, person) ? person.displayName : null;
  }

  /** The college's own people know each other; partners with the volunteer's consent, and it is written down. */
  private async ownName(actor: Actor, volunteer: VolunteerEntity, loaders: AuthorLoaders): Promise<string | null> {
    if (isOf(this.thisCollege.code, actor)) return volunteer.displayName;
    if (!(await this.consents.isInForce(volunteer, 'NAME_TO_PARTNERS', loaders))) return null;
    return this.readers.give(actor, volunteer, 'displayName', volunteer.displayName, loaders);
  }

  /** A name that a home entrusted to this college goes to no third one. */
  private async partnersName(actor: Actor, question: Authored, loaders: AuthorLoaders): Promise<string | null> {
    const mayKnow = isOf(this.thisCollege.code, actor) || actor.college === collegeOf(question.askedBy);
    return mayKnow ? this.entrusted(question, loaders) : null;
  }

  /** What the home sent with the request for a place, and forgets with its consent. */
  private entrusted({ eventId, askedBy }: Authored, loaders: RegistrationLoaders): Promise<string | null> {
    return loaders.subjectName.load({ eventId, volunteerId: askedBy });
  }
}
