import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { Actor } from '#identity/actor.js';
import { CollegeService } from '../college/college.service.js';
import { isPerson, isStaff } from '../college/standing.js';
import { ThisCollege } from '../college/this-college.js';
import type { ConsentPurpose } from '../consents/consent-purpose.js';
import { type ConsentLoaders, ConsentsService } from '../consents/consents.service.js';
import { badInput, forbidden, notFound } from '../graph/domain-error.js';
import { inKeyOrder } from '../graph/in-key-order.js';
import { Page } from '../graph/page.js';
import { containing } from '../graph/search-text.js';
import type { ParticipationLoaders } from '../participations/participation.loaders.js';
import { PeopleService } from '../people/people.service.js';
import type { ReaderLoaders } from '../readers/reader.loaders.js';
import { ReadersService } from '../readers/readers.service.js';
import { type VolunteerAsked, newVolunteer } from './new-volunteer.js';
import { type GuideLoaders, type MaybeLater, mayReadPersonal } from './personal-access.js';
import { parseVolunteerCursor, volunteerCursor } from './volunteer-cursor.js';
import type { VolunteerEntity } from './volunteer.entity.js';
import { type KnownVolunteer, type SharingCase, volunteerPolicy } from './volunteer.policy.js';
import { DuplicateVolunteerError } from './volunteers.errors.js';
import { type Assignment, type VolunteerCriteria, VolunteersRepository } from './volunteers.repository.js';

export interface VolunteersAsked {
  readonly text?: string | null;
  readonly teamId?: string | null;
  readonly activeSince?: string | null;
}

export type Contact = 'email' | 'phone';

/** What it takes to give another college something of a volunteer. */
export type SharingLoaders = ConsentLoaders & ParticipationLoaders & ReaderLoaders;

export type VolunteerLoaders = ReturnType<VolunteersService['loaders']>;

/** This college’s own volunteers, and what of them anybody may read. */
@Injectable()
export class VolunteersService {
  constructor(
    private readonly repository: VolunteersRepository,
    private readonly thisCollege: ThisCollege,
    private readonly colleges: CollegeService,
    private readonly people: PeopleService,
    private readonly consents: ConsentsService,
    private readonly readers: ReadersService,
  ) {}

  loaders() {
    return {
      volunteer: new DataLoader<string, VolunteerEntity | undefined>(async (ids) =>
        inKeyOrder(ids, await this.repository.byIds(ids), (volunteer) => volunteer.id),
      ),
    };
  }

  /** @throws DomainError NOT_FOUND where there is none, and where the actor may not know */
  async find(actor: Actor | null, id: unknown, loaders: VolunteerLoaders): Promise<VolunteerEntity> {
    const uuid = this.thisCollege.uuidOf(id);
    if (uuid === null || !volunteerPolicy.know(this.thisCollege.code, actor)) throw notFound('volunteer');
    const volunteer = await loaders.volunteer.load(uuid);
    if (!volunteer) throw notFound('volunteer');
    return volunteer;
  }

  /** @throws DomainError FORBIDDEN for all but the college's curator; BAD_USER_INPUT, NOT_FOUND naming what is wrong */
  async add(actor: Actor | null, asked: VolunteerAsked): Promise<VolunteerEntity | DuplicateVolunteerError> {
    if (!volunteerPolicy.add(this.thisCollege.code, actor)) throw forbidden('add volunteers to this college');
    const team = typeof asked.teamId === 'string' ? await this.people.team(asked.teamId) : null;
    const volunteer = newVolunteer(asked, team?.id ?? null, await this.colleges.today());
    const kept = await this.repository.add(volunteer);
    return kept.id === volunteer.id ? kept : new DuplicateVolunteerError(this.thisCollege.globalId(kept.id));
  }

  /** The volunteer that the actor is; null for visitors, other colleges' people and staff who never took part. */
  async self(actor: Actor, loaders: VolunteerLoaders): Promise<VolunteerEntity | null> {
    const uuid = this.thisCollege.uuidOf(actor.id);
    if (uuid === null || !isPerson(actor)) return null;
    return (await loaders.volunteer.load(uuid)) ?? null;
  }

  /**
   * Has somebody of the staff guide a volunteer from now on, or with null nobody but their team's mentor.
   * @throws DomainError FORBIDDEN for all but the college's curators; NOT_FOUND; BAD_USER_INPUT for who cannot guide them
   */
  async assignMentor(actor: Actor | null, volunteerId: string, mentorId: string | null): Promise<VolunteerEntity> {
    this.people.mustArrange(actor);
    const uuid = this.thisCollege.ownUuid(volunteerId, 'volunteer');
    const mentor = mentorId === null ? null : await this.people.mentor(mentorId, 'mentorId');
    if (mentor?.id === uuid) throw badInput('mentorId', 'is the volunteer’s own: nobody guides themselves');
    return this.assigned(uuid, { mentorId: mentor?.id ?? null });
  }

  /**
   * Puts a volunteer into a team, out of the one that they were in; with null into none.
   * @throws DomainError FORBIDDEN for all but the college's curators; NOT_FOUND for a volunteer or a team that is not the college's
   */
  async assignTeam(actor: Actor | null, volunteerId: string, teamId: string | null): Promise<VolunteerEntity> {
    this.people.mustArrange(actor);
    const uuid = this.thisCollege.ownUuid(volunteerId, 'volunteer');
    const team = teamId === null ? null : await this.people.team(teamId);
    return this.assigned(uuid, { teamId: team?.id ?? null });
  }

  /**
   * By full name; for a mentor, the volunteers whom they guide.
   * @throws DomainError FORBIDDEN for all but the college's own staff; BAD_USER_INPUT, NOT_FOUND naming what is wrong
   */
  page(
    actor: Actor | null,
    asked: VolunteersAsked | null | undefined,
    first: number | null | undefined,
    after: string | null | undefined,
  ): Page<VolunteerEntity> {
    const scope = volunteerPolicy.list(this.thisCollege.code, actor);
    if (!scope) throw forbidden('list this college’s volunteers');
    const criteria = { ...this.criteriaOf(asked ?? {}), ...(!scope.all && { guidedBy: this.thisCollege.ownUuid(scope.mentorId, 'mentor') }) };
    const from = typeof after === 'string' ? parseVolunteerCursor(after) : null;
    return new Page({ first, after }, {
      read: (limit) => this.repository.page(criteria, from, limit),
      count: () => this.repository.count(criteria),
      cursorOf: volunteerCursor,
    });
  }

  /** @throws DomainError FORBIDDEN for all but the volunteer and the home college's staff: of its mentors, who guides them */
  personal<Field extends keyof VolunteerEntity>(
    actor: Actor | null,
    volunteer: VolunteerEntity,
    field: Field,
    loaders: GuideLoaders,
  ): MaybeLater<VolunteerEntity[Field]> {
    const given = (may: boolean) => {
      if (may) return volunteer[field];
      throw forbiddenToRead();
    };
    const may = mayReadPersonal(this.thisCollege, actor, volunteer.id, loaders);
    return typeof may === 'boolean' ? given(may) : may.then(given);
  }

  /** Null for staff of other colleges without the volunteer's consent, and for everybody else. */
  displayName(actor: Actor | null, volunteer: VolunteerEntity, loaders: SharingLoaders): MaybeLater<string | null> {
    if (volunteerPolicy.readDisplayName(this.thisCollege.code, actor, this.known(volunteer))) return volunteer.displayName;
    return actor && isStaff(actor) ? this.sharedName(actor, volunteer, loaders) : null;
  }

  /** @throws DomainError FORBIDDEN for all who may not read personal data and are, with consent, no host's staff */
  contact(actor: Actor | null, volunteer: VolunteerEntity, field: Contact, loaders: SharingLoaders & GuideLoaders): MaybeLater<string | null> {
    const given = (may: boolean) => {
      if (may) return volunteer[field];
      if (actor && isStaff(actor)) return this.sharedContact(actor, volunteer, field, loaders);
      throw forbiddenToRead();
    };
    const may = mayReadPersonal(this.thisCollege, actor, volunteer.id, loaders);
    return typeof may === 'boolean' ? given(may) : may.then(given);
  }

  /** Null for all but the volunteer and the staff of whichever college; of another one it is written down that they read it. */
  kind(actor: Actor | null, volunteer: VolunteerEntity, loaders: SharingLoaders): MaybeLater<VolunteerEntity['kind'] | null> {
    const known = this.known(volunteer);
    if (actor === null || !volunteerPolicy.readKind(actor, known)) return null;
    return volunteerPolicy.readDisplayName(this.thisCollege.code, actor, known) ? volunteer.kind : this.toldKind(actor, volunteer, loaders);
  }

  /** No consent is needed; it waits as long as a name does, so that one answer is one line of the log. */
  private async toldKind(actor: Actor, volunteer: VolunteerEntity, loaders: SharingLoaders): Promise<VolunteerEntity['kind']> {
    await this.sharing(volunteer, 'NAME_TO_PARTNERS', loaders);
    return this.readers.give(actor, volunteer, 'kind', volunteer.kind, loaders);
  }

  private async sharedName(actor: Actor, volunteer: VolunteerEntity, loaders: SharingLoaders): Promise<string | null> {
    const { consented } = await this.sharing(volunteer, 'NAME_TO_PARTNERS', loaders);
    if (!volunteerPolicy.readSharedName(actor, consented)) return null;
    return this.readers.give(actor, volunteer, 'displayName', volunteer.displayName, loaders);
  }

  private async sharedContact(actor: Actor, volunteer: VolunteerEntity, field: Contact, loaders: SharingLoaders) {
    const sharing = await this.sharing(volunteer, 'CONTACTS_TO_HOST', loaders);
    if (!volunteerPolicy.readSharedContacts(actor, sharing)) throw forbiddenToRead();
    return this.readers.give(actor, volunteer, field, volunteer[field], loaders);
  }

  /** The same for each purpose, so that a name and contacts in one answer are given, and written down, at the same time. */
  private async sharing(volunteer: VolunteerEntity, purpose: ConsentPurpose, loaders: SharingLoaders): Promise<SharingCase> {
    const [consented, hosts] = await Promise.all([
      this.consents.isInForce(volunteer, purpose, loaders),
      loaders.knownHosts.load(volunteer.id),
    ]);
    return { consented, hosts };
  }

  private known(volunteer: VolunteerEntity): KnownVolunteer {
    return { globalId: this.thisCollege.globalId(volunteer.id) };
  }

  private async assigned(id: string, to: Assignment): Promise<VolunteerEntity> {
    const volunteer = await this.repository.assign(id, to);
    if (!volunteer) throw notFound('volunteer');
    return volunteer;
  }

  private criteriaOf({ text, teamId, activeSince }: VolunteersAsked): VolunteerCriteria {
    return {
      ...(typeof text === 'string' && { fullName: containing(text, 'filter.text') }),
      ...(typeof teamId === 'string' && { teamId: this.thisCollege.ownUuid(teamId, 'team') }),
      ...(typeof activeSince === 'string' && { activeSince }),
    };
  }
}

function forbiddenToRead() {
  return forbidden('read this volunteer’s personal data');
}
