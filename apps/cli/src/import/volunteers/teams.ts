import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { MOST_TEAMS } from '#node/people/most-teams.js';
import { TeamEntity } from '#node/people/team.entity.js';

type Team = Pick<TeamEntity, 'id' | 'name'>;

/** The college's teams, and those that it gets with a file. Whatever the case and spacing of a name, it is one team. */
export class NamedTeams {
  /** Those that somebody is to be in and that the college does not have yet. */
  readonly added: Team[] = [];
  private readonly byName: Map<string, Team>;
  private readonly byId: ReadonlyMap<string, Team>;
  /** Those added that are more than a college may have. */
  private readonly tooMany = new Set<string>();

  private constructor(known: readonly Team[]) {
    this.byName = new Map(known.map((team) => [plain(team.name), team]));
    this.byId = new Map(known.map((team) => [team.id, team]));
  }

  static async of(tx: EntityManager): Promise<NamedTeams> {
    return new NamedTeams(await tx.find(TeamEntity));
  }

  /** The name as the college writes it, or else as the file does. */
  nameOf(name: string): string {
    return this.byName.get(plain(name))?.name ?? name;
  }

  /** @param id of a team of the college */
  nameOfId(id: string): string | null {
    return this.byId.get(id)?.name ?? null;
  }

  /** @param id of any team that was asked for here */
  isTooMany(id: string): boolean {
    return this.tooMany.has(id);
  }

  /** Of a team of that name; where the college has none, one is added. */
  idOf(name: string): string {
    const known = this.byName.get(plain(name));
    if (known) return known.id;
    const team = { id: uuid(), name };
    this.byName.set(plain(name), team);
    this.added.push(team);
    if (this.byId.size + this.added.length > MOST_TEAMS) this.tooMany.add(team.id);
    return team.id;
  }
}

function plain(name: string): string {
  return name.normalize('NFC').toLocaleLowerCase('ru').replaceAll('ё', 'е').replaceAll(/[\s«»"]+/g, ' ').trim();
}
