import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../college/this-college.js';
import { badInput, forbidden, notFound } from '../graph/domain-error.js';
import { lineOf, textOf } from '../graph/input-text.js';
import { type PlainPageAsked, notOfThisList, plainPage } from '../graph/plain-page.js';
import { MOST_TEAMS } from './most-teams.js';
import { peopleLoaders } from './people.loaders.js';
import { peoplePolicy } from './people.policy.js';
import { PeopleRepository } from './people.repository.js';
import type { PersonEntity } from './person.entity.js';
import type { TeamEntity } from './team.entity.js';

const LONGEST_NAME = 200;
const LONGEST_ABOUT = 2_000;

/** The contract's TeamInput. */
export interface TeamAsked {
  readonly id?: string | null;
  readonly name: string;
  readonly about?: string | null;
  readonly mentorId?: string | null;
}

export type PeopleLoaders = ReturnType<typeof peopleLoaders>;

/** This college’s staff and teams. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly repository: PeopleRepository,
    private readonly thisCollege: ThisCollege,
  ) {}

  loaders(): PeopleLoaders {
    return peopleLoaders(this.repository);
  }

  /**
   * Curators who agreed to publish their names, by name.
   * @throws DomainError BAD_USER_INPUT naming the argument that cannot be used
   */
  async curators(asked: PlainPageAsked): Promise<PersonEntity[]> {
    return onTheList(await this.repository.persons('PUBLISHED_CURATORS', plainPage(this.thisCollege, asked)));
  }

  /**
   * By name.
   * @throws DomainError FORBIDDEN for a visitor; BAD_USER_INPUT naming the argument that cannot be used
   */
  async teams(actor: Actor | null, asked: PlainPageAsked): Promise<TeamEntity[]> {
    if (!peoplePolicy.seeTeams(actor)) throw forbidden('see the college’s teams without signing in');
    return onTheList(await this.repository.teams(plainPage(this.thisCollege, asked)));
  }

  /** @throws DomainError NOT_FOUND for an id of no team of the college */
  async team(id: string): Promise<TeamEntity> {
    const [team] = await this.repository.teamsById([this.thisCollege.ownUuid(id, 'team')]);
    if (!team) throw notFound('team');
    return team;
  }

  /**
   * Who may guide somebody, by name.
   * @throws DomainError FORBIDDEN for all but the college's own people; BAD_USER_INPUT naming the argument that cannot be used
   */
  async mentors(actor: Actor | null, asked: PlainPageAsked): Promise<PersonEntity[]> {
    if (!peoplePolicy.seeMentors(this.thisCollege.code, actor)) throw forbidden('see who guides volunteers at this college');
    return onTheList(await this.repository.persons('GUIDES', plainPage(this.thisCollege, asked)));
  }

  /**
   * A new team, or one that is there: what is not given of it stays.
   * @throws DomainError FORBIDDEN for all but the college's curators; NOT_FOUND, BAD_USER_INPUT naming what is wrong
   */
  async saveTeam(actor: Actor | null, { id, name: givenName, about, mentorId }: TeamAsked): Promise<TeamEntity> {
    this.mustArrange(actor);
    const before = typeof id === 'string' ? await this.team(id) : null;
    if (!before && (await this.repository.countTeams()) >= MOST_TEAMS) throw badInput('input.id', `must name a team that is there: a college has at most ${MOST_TEAMS}`);
    const name = lineOf(givenName, 'input.name', LONGEST_NAME);
    const mentor = typeof mentorId === 'string' ? await this.mentor(mentorId, 'input.mentorId') : null;
    const saved = await this.repository.save(before?.id ?? uuid(), {
      name,
      ...(about !== undefined && { about: about === null || about.trim() === '' ? null : textOf(about, 'input.about', LONGEST_ABOUT) }),
      ...(mentorId !== undefined && { mentorId: mentor?.id ?? null }),
    });
    if (!saved) throw badInput('input.name', 'another team of the college has that name');
    return saved;
  }

  /** @throws DomainError FORBIDDEN for all but the college's curators */
  mustArrange(actor: Actor | null): void {
    if (!peoplePolicy.arrange(this.thisCollege.code, actor)) throw forbidden('say which teams this college has and who guides whom');
  }

  /** @throws DomainError BAD_USER_INPUT for whoever is no mentor or curator of the college */
  async mentor(id: string, argument: string): Promise<PersonEntity> {
    const uuidOfMentor = this.thisCollege.uuidOf(id);
    const [mentor] = uuidOfMentor === null ? [] : await this.repository.personsById([uuidOfMentor]);
    if (!mentor || !peoplePolicy.guides(mentor)) throw badInput(argument, 'is no mentor or curator of this college');
    return mentor;
  }

  /** Whoever was given a volunteer or a team to guide; null where that is nobody, and where they do not guide any more. */
  async guide(mentorId: string | null, loaders: PeopleLoaders): Promise<PersonEntity | null> {
    const mentor = mentorId === null ? undefined : await loaders.person.load(mentorId);
    return mentor && peoplePolicy.guides(mentor) ? mentor : null;
  }

  /** The team's mentor; null where there is none, and where the actor may not know them. */
  async mentorOf(actor: Actor | null, team: TeamEntity, loaders: PeopleLoaders): Promise<PersonEntity | null> {
    const mentor = await this.guide(team.mentorId, loaders);
    return mentor && peoplePolicy.seeMentor(this.thisCollege.code, actor, mentor) ? mentor : null;
  }
}

function onTheList<Row>(rows: Row[] | null): Row[] {
  if (!rows) throw notOfThisList();
  return rows;
}
