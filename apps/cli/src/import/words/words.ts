import type { ShapeTrouble } from '#node/events/event-times.js';
import type { Language } from '../../environment.js';
import type { Column } from '../column.js';
import type { WhenTrouble } from '../day-and-time.js';
import type { Delimiter } from '../file/csv-file.js';
import type { QuoteTrouble } from '../file/csv-rows.js';
import type { Encoding } from '../file/decode.js';
import type { StrayLetter } from '../stray-letter.js';
import { english } from './words.en.js';
import { russian } from './words.ru.js';

export interface FileFacts {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
}

/** Said of the file as a whole. */
export interface FileWords {
  missing(path: string): string;
  folder(path: string): string;
  unreadable(path: string, code: string): string;
  empty(path: string): string;
  workbook(path: string): string;
  tooLarge(path: string, megabytes: number): string;
  noRows(path: string): string;
  brokenHeader(line: number): string;
  noHeader(facts: FileFacts & { readonly line: number; readonly row: readonly string[]; readonly columns: readonly Column[] }): string;
}

/** Said of columns. */
export interface HeaderWords {
  twice(before: string): string;
  readonly nul: string;
  unknown(meant: string | null): string;
  /** @param alternatives any of these sets of columns would do */
  missing(alternatives: readonly (readonly string[])[]): string;
}

/** Said of rows that cannot be taken apart, and of those that repeat another. */
export interface RowWords {
  quote(trouble: QuoteTrouble): string;
  stray(cell: number): string;
  repeats(line: number): string;
}

/** Words that may be written in a cell, in either language. */
export interface Offer {
  offered(language: Language): readonly string[];
}

/** Said of a cell. */
export interface CellWords {
  readonly required: string;
  readonly nul: string;
  readonly unreadable: string;
  readonly control: string;
  readonly invisible: string;
  readonly lineBreak: string;
  tooLong(most: number, has: number): string;
  tooMany(most: number): string;
  when(trouble: WhenTrouble, cell: string): string;
  readonly onlyDay: string;
  readonly onlyTime: string;
  readonly inFuture: string;
  /** Of a date of birth. */
  farAge(ages: { readonly least: number; readonly most: number }): string;
  readonly name: string;
  noPerson(word: string): string;
  readonly oneWord: string;
  strayLetter(stray: StrayLetter): string;
  groupOfExcel(cell: string): string;
  readonly email: string;
  readonly phone: string;
  readonly phoneOfExcel: string;
  readonly address: string;
  readonly addressWithName: string;
  whole(most: number): string;
  oneOf(offer: Offer): string;
}

export interface VolunteerWords {
  namesakeInFile(line: number): string;
  readonly joinedBeforeBirth: string;
  readonly namesakesInDatabase: string;
  /** One of them has no date of birth, and the file is silent about another. */
  readonly namesakeUndated: string;
  newTeams(names: readonly string[]): string;
  tooManyTeams(most: number): string;
  /** Of somebody who takes part by their own login as one of the staff. */
  readonly isStaff: string;
}

/** Said of what the college changed since the last import; what it has is shown as the file would say it. */
export interface ChangedWords {
  /** It stays. */
  stays(whose: string, shown: string): string;
  /** The file changed it, too. @param deed how it is changed in the node; null where that is not for the graph */
  twice(shown: string, deed: string | null): string;
}

export interface EventWords {
  readonly noDay: string;
  readonly noTime: string;
  /** A bare day, as Excel and 1C write it where the column's format has a time. */
  readonly midnight: string;
  /** @param inDay what the cell of the day says, too */
  twoTimes(inDay: string, time: string): string;
  clocksSkipped(timeZone: string): string;
  times(trouble: ShapeTrouble): string;
  readonly completedTooEarly: string;
  placesTaken(places: number): string;
  credited(minutes: number): string;
  tookPlace(people: number): string;
  placesKept(places: number): string;
  otherFormat(people: number): string;
  narrowerAudience(people: number): string;
  draftAgain(people: number): string;
  /** @param times from when to when it takes place */
  sessionOutside(session: string, times: string): string;
  /** @param times from when to when the whole takes place */
  outsideOf(whole: string, times: string): string;
  ofCalledOff(whole: string): string;
  readonly coHost: string;
}

/** Said of the database: which is meant, and why it cannot be used. */
export interface DatabaseWords {
  notSaid(codes: readonly string[]): string;
  badCode(code: string): string;
  badUrl(option: string): string;
  unknownCollege(code: string, file: string, codes: readonly string[]): string;
  badFile(file: string): string;
  twoMeant(code: string, file: string): string;
  unreachable(address: string, reason: string, isLocal: boolean): string;
  notReady(address: string): string;
  ofNobody(address: string): string;
  ofAnother(address: string, code: string, asked: string): string;
  readonly otherImport: string;
  /** The connection broke in the middle. */
  readonly lost: string;
  /** The connection broke while everything was being made to last. */
  readonly unsure: string;
  failed(reason: string): string;
}

export interface Counts {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** Everything that `dobroset import` says. */
export interface ImportWords {
  readonly language: Language;
  readonly titles: { volunteers(file: string): string; events(file: string): string };
  readonly steps: {
    readonly file: string;
    fileRead(facts: FileFacts, rows: number): string;
    readonly database: string;
    databaseOpen(college: string, address: string): string;
    readonly check: string;
    checked(rows: number, of: number): string;
    readonly allRight: string;
    readonly compare: string;
    readonly compared: string;
    readonly write: string;
    written(rows: number, of: number): string;
    readonly waiting: string;
  };
  unread(headers: readonly string[]): string;
  problem(line: number, column: string | null, reason: string): string;
  moreProblems(shown: number, all: number): string;
  foundProblems(problems: number, rows: number): string;
  done(counts: Counts): string;
  wouldDo(counts: Counts): string;
  /** @param rows of those unchanged or updated, in which something stays as the college has it */
  left(rows: number): string;
  readonly nothingWritten: string;
  readonly next: { readonly volunteers: string; readonly events: string; readonly dryRun: string; readonly problems: string };
  readonly file: FileWords;
  readonly header: HeaderWords;
  readonly rows: RowWords;
  readonly cells: CellWords;
  readonly changed: ChangedWords;
  readonly volunteers: VolunteerWords;
  readonly events: EventWords;
  readonly database: DatabaseWords;
}

export function importWordsIn(language: Language): ImportWords {
  return language === 'ru' ? russian : english;
}
