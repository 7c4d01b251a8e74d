import { describe, expect, it } from '@jest/globals';
import { CollegeEntity } from '#node/college/college.entity.js';
import { AGE_OF_VOLUNTEERS } from '#node/volunteers/birth-date.js';
import { cellsIn } from '../cells.js';
import { english } from '../words/words.en.js';
import { volunteerRow } from './volunteer-row.js';

function problems(row: Record<string, string>): unknown {
  const college = Object.assign(new CollegeEntity(), { code: 'chhtt', timeZone: 'Europe/Samara' });
  const schema = volunteerRow({ cells: cellsIn(english.cells), college, now: new Date('2026-11-25T12:00:00Z'), today: '2026-11-25', words: english, has: (column) => column in row });
  return schema.safeParse(row).error?.issues.map(({ path, message }) => [path[0], message]) ?? [];
}

describe('a row of a list of volunteers', () => {
  it.each<[Record<string, string>, string, string]>([
    [{ fullName: 'Итого' }, 'fullName', english.cells.noPerson('Итого')],
    [{ fullName: 'Первый курс' }, 'fullName', english.cells.noPerson('курс')],
    [{ fullName: 'Куратор Придумкина А.П.' }, 'fullName', english.cells.noPerson('Куратор')],
    [{ fullName: 'Вымыслова' }, 'fullName', english.cells.oneWord],
    [{ lastName: 'Всего', firstName: 'человек' }, 'lastName', english.cells.noPerson('Всего')],
    [{ fullName: 'Вымыслова Анна', team: 'х'.repeat(201) }, 'team', english.cells.tooLong(200, 201)],
    [{ fullName: 'Вымыслова Анна', birthDate: '01.01.1900' }, 'birthDate', english.cells.farAge(AGE_OF_VOLUNTEERS)],
    [{ fullName: 'Вымыслова Анна', birthDate: '28.02.2025' }, 'birthDate', english.cells.farAge(AGE_OF_VOLUNTEERS)],
    [{ fullName: 'Вымыслова Анна', birthDate: '26.11.2026' }, 'birthDate', english.cells.inFuture],
    [{ fullName: 'Вымыслова Анна', group: '03.дек' }, 'group', english.cells.groupOfExcel('03.дек')],
  ])('%j is a problem', (row, column, reason) => {
    expect(problems(row)).toEqual([[column, reason]]);
  });

  it('may name a team as long as the node lets one be', () => {
    expect(problems({ fullName: 'Вымыслова Анна', team: 'х'.repeat(200) })).toEqual([]);
  });

  it('may be of somebody whose surname is an office', () => {
    expect(problems({ lastName: 'Мастер', firstName: 'Анна' })).toEqual([]);
  });
});
