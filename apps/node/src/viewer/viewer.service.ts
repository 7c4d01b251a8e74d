import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../college/this-college.js';
import type { PeopleLoaders } from '../people/people.service.js';
import { PartnersRepository } from '../sign-in/partners/partners.repository.js';
import { type VolunteerLoaders, VolunteersService } from '../volunteers/volunteers.service.js';

@Injectable()
export class ViewerService {
  constructor(
    private readonly volunteers: VolunteersService,
    private readonly partners: PartnersRepository,
    private readonly thisCollege: ThisCollege,
  ) {}

  /** Looked up here at home, for no token says it; whoever is in no book of the college goes by their id. */
  async displayName(viewer: Actor, loaders: PeopleLoaders & VolunteerLoaders): Promise<string> {
    return (await this.nameOf(viewer, loaders)) ?? viewer.id;
  }

  private async nameOf(viewer: Actor, loaders: PeopleLoaders & VolunteerLoaders): Promise<string | undefined> {
    const uuid = this.thisCollege.uuidOf(viewer.id);
    if (uuid === null) return undefined;
    if (viewer.roles.includes('PARTNER')) return (await this.partners.byId(uuid))?.name;
    if (viewer.roles.includes('VOLUNTEER')) return (await this.volunteers.self(viewer, loaders))?.displayName;
    return (await loaders.person.load(uuid))?.displayName;
  }
}
