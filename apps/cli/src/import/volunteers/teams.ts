import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { TeamEntity } from '#node/people/team.entity.js';

/** The teams that a file names. */
export interface NamedTeams {
  /** Those that the college does not have yet. */
  readonly added: Pick<TeamEntity, 'id' | 'name'>[];
  idOf(name: string): string;
}

/** Finds the college's teams by name, and makes up those that it lacks; nothing is written. */
export async function teamsNamed(tx: EntityManager, names: readonly string[]): Promise<NamedTeams> {
  const ids = new Map((await tx.find(TeamEntity)).map(({ id, name }) => [plain(name), id]));
  const added: Pick<TeamEntity, 'id' | 'name'>[] = [];
  const idOf = (name: string): string => {
    const known = ids.get(plain(name));
    if (known !== undefined) return known;
    const team = { id: uuid(), name };
    ids.set(plain(name), team.id);
    added.push(team);
    return team.id;
  };
  names.forEach(idOf);
  return { added, idOf };
}

function plain(name: string): string {
  return name.normalize('NFC').toLocaleLowerCase('ru').replaceAll('ё', 'е').replaceAll(/[\s«»"]+/g, ' ').trim();
}
