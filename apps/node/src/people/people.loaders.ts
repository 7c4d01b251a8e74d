import DataLoader from 'dataloader';
import { inKeyOrder } from '../graph/in-key-order.js';
import type { PeopleRepository } from './people.repository.js';
import type { PersonEntity } from './person.entity.js';
import type { TeamEntity } from './team.entity.js';

/** Made anew for each request: a loader's cache must not outlive its actor. */
export const peopleLoaders = (people: PeopleRepository) => ({
  person: new DataLoader<string, PersonEntity | undefined>(async (ids) =>
    inKeyOrder(ids, await people.personsById(ids), (person) => person.id),
  ),
  team: new DataLoader<string, TeamEntity | undefined>(async (ids) =>
    inKeyOrder(ids, await people.teamsById(ids), (team) => team.id),
  ),
  /** Who guides a volunteer; null where nobody does. */
  guide: new DataLoader<string, string | null>(async (volunteerIds) =>
    inKeyOrder(volunteerIds, await people.guides(volunteerIds), (row) => row.volunteerId).map((row) => row?.guideId ?? null),
  ),
  volunteerCountByTeam: new DataLoader<string, number>(async (ids) =>
    inKeyOrder(ids, await people.volunteerCounts(ids), (row) => row.teamId).map((row) => row?.count ?? 0),
  ),
});
