import { describe, expect, it } from '@jest/globals';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import type { PlacedRow } from '../import-kind.js';
import { english } from '../words/words.en.js';
import { VolunteerMatches, repeatedVolunteers } from './volunteer-matches.js';
import type { VolunteerRow } from './volunteer-row.js';

const ANNA = 'Вымыслова Анна';
const words = english.volunteers;

function rows(...people: readonly [fullName: string, birthDate: string | null][]): PlacedRow<VolunteerRow>[] {
  return people.map(([fullName, birthDate], index) => ({ line: index + 2, row: { fullName, birthDate, displayName: '' } }));
}

describe('rows about the same person', () => {
  it('are told by name and date of birth, however the name is written', () => {
    expect(repeatedVolunteers(rows([ANNA, '2009-02-28'], [ANNA, '2009-03-01'], ['ВЫМЫСЛОВА  Анна', '2009-02-28']), english)).toEqual([
      { line: 4, column: 'fullName', reason: english.rows.repeats(2) },
    ]);
  });

  it('may be hidden where one of two namesakes has no date of birth', () => {
    expect(repeatedVolunteers(rows([ANNA, '2009-02-28'], [ANNA, null]), english)).toEqual([{ line: 3, column: 'birthDate', reason: words.namesakeInFile(2) }]);
    expect(repeatedVolunteers(rows([ANNA, null], [ANNA, '2009-02-28']), english)).toEqual([{ line: 3, column: 'birthDate', reason: words.namesakeInFile(2) }]);
  });
});

describe('the volunteer that a row is about', () => {
  const dated = aVolunteer({ fullName: ANNA, birthDate: '2009-02-28' });
  const other = aVolunteer({ fullName: ANNA, birthDate: '2008-01-01' });
  const undated = aVolunteer({ fullName: ANNA, birthDate: null });

  it('is the one of that name and date of birth', () => {
    const placed = rows(['вымыслова анна', '2009-02-28'], [ANNA, '2010-10-10']);
    const matches = new VolunteerMatches(placed, [dated, other], english);
    expect(placed.map((row) => matches.of(row))).toEqual([dated, undefined]);
    expect(matches.problems).toEqual([]);
  });

  it('is the only one of that name where either lacks the date', () => {
    for (const [date, known] of [['2009-02-28', undated], [null, dated], [null, undated]] as const) {
      const placed = rows([ANNA, date]);
      expect(new VolunteerMatches(placed, [known], english).of(placed[0]!)).toBe(known);
    }
  });

  it.each([
    ['Придумкина А.П.', 'Придумкина А. П.'],
    ['Иванов - Петров Олег', 'Иванов-Петров Олег'],
    ['О\u2019Нил Мария', "О'Нил Мария"],
    ['О\u02BCНил Мария', 'О`Нил Мария'],
    ['Пётр Звёздный', 'ПЕТР  Звездный'],
  ])('is the same however «%s» is written', (one, other) => {
    for (const [stored, inFile] of [[one, other], [other, one]] as const) {
      for (const [of, said] of [['2009-02-28', '2009-02-28'], [null, null], [null, '2009-02-28'], ['2009-02-28', null]] as const) {
        const known = aVolunteer({ fullName: stored, birthDate: of });
        const placed = rows([inFile, said]);
        expect(new VolunteerMatches(placed, [known], english).of(placed[0]!)).toBe(known);
      }
    }
    expect(repeatedVolunteers(rows([one, '2009-02-28'], [other, '2009-02-28']), english)).toEqual([{ line: 3, column: 'fullName', reason: english.rows.repeats(2) }]);
  });

  it('is the one that is written so where the college has somebody twice, and nobody can tell which where none is', () => {
    const [close, apart] = ['О.П.', 'О. П.'].map((initials) => aVolunteer({ fullName: `О'Нил ${initials}`, birthDate: '2009-02-28' }));
    for (const known of [[close!, apart!], [apart!, close!]]) {
      const placed = rows(["О'Нил О.П.", '2009-02-28']);
      expect(new VolunteerMatches(placed, known, english).of(placed[0]!)).toBe(close);
      const [otherwise, undated] = [rows(['О\u2019Нил О.П.', '2009-02-28']), rows(['О\u2019Нил О.П.', null])];
      for (const placedSo of [otherwise, undated]) expect(new VolunteerMatches(placedSo, known, english).problems).toEqual([{ line: 2, column: 'birthDate', reason: words.namesakesInDatabase }]);
    }
  });

  it('is the one left over where the file names the others by their dates', () => {
    const placed = rows([ANNA, '2009-02-28'], [ANNA, '2008-01-01'], [ANNA, '2010-10-10']);
    const matches = new VolunteerMatches(placed, [dated, other, undated], english);
    expect(placed.map((row) => matches.of(row))).toEqual([dated, other, undated]);
  });

  it('is not the one without a date while the file says nothing of a namesake: it may be anybody of them, or somebody else', () => {
    for (const known of [[dated, undated], [undated, dated], [dated, other, undated]]) {
      const matches = new VolunteerMatches(rows([ANNA, '2010-10-10']), known, english);
      expect(matches.problems).toEqual([{ line: 2, column: 'birthDate', reason: words.namesakeUndated }]);
    }
    const placed = rows([ANNA, '2009-02-28'], [ANNA, '2010-10-10']);
    expect(new VolunteerMatches(placed, [dated, other, undated], english).problems).toEqual([{ line: 3, column: 'birthDate', reason: words.namesakeUndated }]);
    expect(new VolunteerMatches(placed, [dated, undated], english).of(placed[1]!)).toBe(undated);
  });

  it.each([
    ['a row without a date, of two with one', rows([ANNA, null]), [dated, other], 1],
    ['two rows with dates, of one without', rows([ANNA, '2010-10-10'], [ANNA, '2011-11-11']), [undated], 2],
  ])('cannot be told for %s', (_case, placed, known, problems) => {
    const matches = new VolunteerMatches(placed, known, english);
    expect(matches.problems).toHaveLength(problems);
    expect(matches.problems[0]).toEqual({ line: 2, column: 'birthDate', reason: words.namesakesInDatabase });
  });
});
