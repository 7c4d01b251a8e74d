import { quoted, short } from './shown.js';
import type { FileFacts, ImportWords } from './words.js';

const whole = new Intl.NumberFormat('en');

export const english: ImportWords = {
  language: 'en',
  titles: { volunteers: (file) => `Volunteers from ${file}`, events: (file) => `Events from ${file}` },
  steps: {
    file: 'File',
    fileRead: (facts, rows) => `${how(facts)}, ${whole.format(rows)} rows below the header`,
    database: 'Database',
    databaseOpen: (college, address) => `of the college ${college}, ${address}`,
    check: 'Rows',
    checked: (rows, of) => `${whole.format(rows)} of ${whole.format(of)} checked`,
    allRight: 'every one can be read',
    compare: 'Comparison',
    compared: 'with what the college has',
    write: 'Writing',
    written: (rows, of) => `${whole.format(rows)} of ${whole.format(of)}`,
    waiting: 'Another import into this database is at work; waiting for it.',
  },
  unread: (headers) => `Left unread: ${headers.map(quoted).join(', ')}.`,
  problem: (line, column, reason) => `line ${line}${column === null ? '' : `, column ${short(column)}`}: ${reason}`,
  moreProblems: (shown, all) => `… and ${whole.format(all - shown)} more; --all names every one.`,
  foundProblems: (problems, rows) => `Problems: ${whole.format(problems)}, in ${whole.format(rows)} ${rows === 1 ? 'row' : 'rows'}. Nothing was written.`,
  done: ({ added, updated, unchanged }) => `Added: ${whole.format(added)}, updated: ${whole.format(updated)}, unchanged: ${whole.format(unchanged)}.`,
  wouldDo: ({ added, updated, unchanged }) =>
    `Would be added: ${whole.format(added)}, updated: ${whole.format(updated)}, left unchanged: ${whole.format(unchanged)}. Nothing was written (--dry-run).`,
  left: (rows) => `Left as the college changed them since they were imported: ${whole.format(rows)}.`,
  nothingWritten: 'Nothing was written.',
  next: {
    volunteers: 'Next: nothing of theirs is shared with other colleges. Your staff finds them in the list of volunteers; correct the file and import it again whenever it changes.',
    events: 'Next: look at them on the page; who sees which is what the column «Для кого» says. Correct the file and import it again whenever it changes.',
    dryRun: 'Next: type the same without --dry-run.',
    problems: 'Next: correct these rows and import the file again; rows that are there already are not doubled.',
  },
  file: {
    missing: (path) => `There is no file ${path}.`,
    folder: (path) => `${path} is a folder; name the CSV file in it.`,
    unreadable: (path, code) => `${path} cannot be read (${code}).`,
    empty: (path) => `${path} is empty.`,
    workbook: (path) => `${path} is an Excel workbook, not a CSV: in Excel, choose File → Save As → «CSV UTF-8», and import what that makes.`,
    tooLarge: (path, megabytes) => `${path} is longer than ${megabytes} MB, which is no list of people or events: divide it.`,
    noRows: (path) => `${path} has a header and no rows below it.`,
    brokenHeader: (line) => `line ${line}: a quotation mark in the header is not closed, or stands in the middle of a cell.`,
    noHeader: ({ line, row, columns, ...facts }) =>
      `line ${line}: this is no row of headers: ${row.slice(0, 4).map(short).join(', ')}. The first row must say what the columns are, such as ` +
      `${columns.slice(0, 4).map(({ ru }) => quoted(ru[0])).join(', ')}. The file was read as ${how(facts)}; if the letters are wrong, save it as «CSV UTF-8».`,
  },
  header: {
    twice: (before) => `the column ${quoted(before)} is there already; keep one of them.`,
    nul: 'a NUL byte in the header: this is no text, or UTF-16 without its mark. Save the file as «CSV UTF-8».',
    unknown: (meant) => `an unknown column${meant === null ? '' : `; did you mean ${quoted(meant)}?`} Rename it, or leave unknown columns unread with --ignore-unknown.`,
    missing: (alternatives) => `there must be a column ${alternatives.map((set) => set.map(quoted).join(' and ')).join(', or ')}.`,
  },
  rows: {
    quote: (trouble) =>
      ({
        NOT_CLOSED: 'a quotation mark opens this cell and is never closed.',
        TEXT_AFTER: 'a quotation mark opens this cell and is not closed where the cell ends.',
        ROWS_INSIDE: 'a quotation mark opens this cell, and what follows up to the next one looks like rows of the file: take the mark out. If it is the text of this cell, put a space after each comma and semicolon in it.',
        TEXT_BEFORE: 'a quotation mark in the middle of a cell: put the whole cell in quotation marks and double those inside it.',
      })[trouble],
    stray: (cell) => `cell ${cell} has something in it, and no header above it.`,
    repeats: (line) => `the same as line ${line}.`,
  },
  cells: {
    required: 'must not be empty.',
    nul: 'has a NUL byte in it.',
    unreadable: 'has letters that cannot be read: save the file as «CSV UTF-8».',
    control: 'has an invisible control character in it.',
    invisible: 'shows nothing: there are invisible characters alone.',
    lineBreak: 'has a line break in it; perhaps a quotation mark is lost.',
    tooLong: (most, has) => `has ${whole.format(has)} characters; ${whole.format(most)} at most.`,
    tooMany: (most) => `names more than ${most}.`,
    when: (trouble, cell) =>
      ({
        NOT_WRITTEN_SO: `${short(cell)} is not written as 28.02.2009, 28.02.2009 10:00 or 10:00.`,
        NO_SUCH_DAY: `there is no such day: ${short(cell)}.`,
        FAR_YEAR: `${short(cell)}: the year is one from 1900 to 2099.`,
        NO_SUCH_TIME: `there is no such time: ${short(cell)}.`,
        SHORT_YEAR: `${short(cell)}: write the year with four figures.`,
        NO_YEAR: `${short(cell)} could be a day or a time: a day has its year, 28.02.2009, and a time a colon, 10:00.`,
        EXCEL_NUMBER: `${short(cell)} is how Excel numbers days: format the column as a date and save again.`,
        EXCEL_HASHES: 'Excel wrote ### for a day that did not fit: make the column wider and save again.',
      })[trouble],
    onlyDay: 'a day alone, without a time.',
    onlyTime: 'a time alone, as 10:00.',
    inFuture: 'that day is still to come.',
    farAge: ({ least, most }) => `a volunteer is from ${least} to ${most} years old. 01.01.1900 is what Excel writes for an empty date: leave such a cell empty.`,
    name: 'a name has letters only, with spaces, hyphens and apostrophes.',
    noPerson: (word) => `${short(word)} is in nobody’s name: this row is no person, take it out of the file.`,
    oneWord: 'a full name has a surname and a given name; if this row is no person, take it out of the file.',
    strayLetter: ({ letter, word, isLatin }) => `${quoted(letter)} in ${short(word)} is a ${isLatin ? 'Latin letter among Cyrillic' : 'Cyrillic letter among Latin'} ones: type it anew.`,
    groupOfExcel: (cell) => `${short(cell)} is a day that Excel made of a group: format the column as text and type the group again.`,
    email: 'is no e-mail address.',
    phone: 'is no phone number: +7 927 123-45-67, or with «+» and the code of another country.',
    phoneOfExcel: 'Excel made a figure of the number: format the column as text and type it again.',
    address: 'is no address: it begins with https:// or http://.',
    addressWithName: 'has a user name or a password in it, which whoever sees the link would read: take it out.',
    whole: (most) => `must be a whole number from 1 to ${most}.`,
    oneOf: (offer) => `write one of: ${offer.offered('ru').join(', ')} (or ${offer.offered('en').join(', ')}).`,
  },
  changed: {
    stays: (whose, shown) => `${short(whose)} stays as it was changed at the college: ${shown}.`,
    twice: (shown, deed) => `both the file and the college changed this since the last import. The college has ${shown}: write the same here, or change it there${deed === null ? '' : ` (${deed})`} to what is here.`,
  },
  volunteers: {
    namesakeInFile: (line) => `the same name as on line ${line}, where a date of birth is given on one of the two only: give it on both.`,
    joinedBeforeBirth: 'a volunteer since a day before the date of birth: one of the two is wrong.',
    namesakesInDatabase: 'the college has volunteers of this name, and without both dates of birth nobody can tell which of them this is: give it here, or for the others first.',
    namesakeUndated: 'the college has several volunteers of this name, one of them without a date of birth, and nobody can tell whether this is that one. If so, have the others in the file too, each with their date; if not, import that one’s date first.',
    newTeams: (names) => `New teams: ${names.map(quoted).join(', ')}.`,
    isStaff: 'takes part as one of the staff, with a login of the staff’s own, and cannot become a student: leave the cell empty.',
    tooManyTeams: (most) => `a college has at most ${most} teams: name one that is there. Is this the column of the teams?`,
  },
  events: {
    noDay: 'the day is missing: 18.04.2026 10:00.',
    noTime: 'the time is missing: 18.04.2026 10:00, or a column «Время».',
    midnight: '0:00 is what Excel and 1C make of a day alone: write the time, 18.04.2026 10:00, or add a column «Время» («Время окончания» for the end); an event that begins at midnight has 00:00 there.',
    twoTimes: (inDay, time) => `two times: ${inDay} beside the day, and ${time} here. Keep one of them.`,
    clocksSkipped: (timeZone) => `clocks never show that time: they were put forward over it (${timeZone}).`,
    times: (trouble) =>
      ({
        ENDS_TOO_EARLY: 'the end must be later than the start.',
        TOO_LONG: 'an event lasts a year at most: look at the years of start and end.',
        TOO_FAR_AHEAD: 'an event starts within five years from now: look at the year.',
      })[trouble],
    completedTooEarly: 'it is not over yet, and so is not completed.',
    placesTaken: (places) => `${places} places are taken already.`,
    credited: (minutes) => `somebody is credited with ${minutes} minutes of this event: it cannot be shorter.`,
    tookPlace: (people) => `attendance is recorded (people: ${people}): an event that took place cannot be called off.`,
    placesKept: (places) => `${places} places are kept for partners, who take part online (updateEvent, remotePlaces).`,
    otherFormat: (people) => `the event is announced and people take part (${people}): the format stays as it is.`,
    narrowerAudience: (people) => `the event is announced and people take part (${people}): it cannot be for fewer than before.`,
    draftAgain: (people) => `the event is announced and people take part (${people}): it cannot be a draft again; «отменено» calls it off.`,
    sessionOutside: (session, times) => `its session ${short(session)} (${times}) would be outside of it: move that one first, or keep this as it was.`,
    ofCalledOff: (whole) => `this is a session of ${short(whole)}, which was cancelled: leave it as it was, or make it an event of its own first (updateEvent, partOfId: null).`,
    outsideOf: (whole, times) => `this is a session of ${short(whole)}, and takes place within it: ${times}.`,
    coHost: 'write codes of other colleges: bat, hgt.',
  },
  database: {
    notSaid: (codes) =>
      codes.length === 0
        ? 'Say which database: --database postgres://user@host:port/database, or DATABASE_URL; or start the local network (npm start) and give --college CODE.'
        : `Say which college: --college ${codes.join(' | ')}; or another database: --database postgres://user@host:port/database.`,
    badCode: (code) => `${short(code)} is no college's code: 2 to 16 of a-z and 0-9, such as bat.`,
    badUrl: (option) => `${option} must be a connection string: postgres://user@host:port/database.`,
    unknownCollege: (code, file, codes) => `There is no college ${code} in ${file}${codes.length === 0 ? '' : `; there are ${codes.join(', ')}`}. Start the local network (npm start), or give --database postgres://…`,
    badFile: (file) => `${file} is not what npm start writes: delete it and start again, or give --database postgres://…`,
    twoMeant: (code, file) => `Two databases could be meant: that of ${code} in ${file}, and that of DATABASE_URL. Give --database postgres://…, or unset DATABASE_URL.`,
    unreachable: (address, reason, isLocal) => `The database at ${address} does not answer (${reason}). ${isLocal ? 'Is the local network running? Start it with npm start in another window.' : 'Is PostgreSQL running there, and may you connect?'}`,
    notReady: (address) => `The database at ${address} lacks our tables, or has them of another version: start the college's node on it once, it makes them; or give --college CODE for a college of the local network.`,
    ofNobody: (address) => `The database at ${address} does not say yet which college it belongs to: start the college's node on it once.`,
    ofAnother: (address, code, asked) => `The database at ${address} belongs to the college ${code}, not to ${asked}.`,
    otherImport: 'Another import into this database has not ended in a minute. Nothing was written; try again later.',
    lost: 'The connection to the database broke. Nothing was written; try again.',
    unsure: 'The connection to the database broke at the last step: all of the file is written, or nothing. Import it again; what is there already is not doubled.',
    failed: (reason) => `The database refused: ${reason}. Nothing was written.`,
  },
};

function how({ encoding, delimiter }: FileFacts): string {
  const name = encoding === 'UTF-8 BOM' ? 'UTF-8 with BOM' : encoding;
  return `${name}, cells set apart by ${delimiter === '\t' ? 'tabs' : `«${delimiter}»`}`;
}
