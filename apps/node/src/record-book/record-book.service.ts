import { Inject, Injectable } from '@nestjs/common';
import { collegeOf } from '#contract/ids.js';
import type { RecordBookAsked } from '#contract/record-book.js';
import type { Actor } from '#identity/actor.js';
import { memberOf } from '#roster/members.js';
import type { Roster } from '#roster/roster.js';
import type { RosterSource } from '#roster/roster-source.js';
import { CollegeService } from '../college/college.service.js';
import { ThisCollege } from '../college/this-college.js';
import { badInput, notFound } from '../graph/domain-error.js';
import { ROSTER } from '../graph/roster.token.js';
import { OneByOne } from './one-by-one.js';
import type { Language } from './paper/words.js';
import type { RecordBook, RecordBookEntry } from './record-book.js';
import { recordBookJson } from './record-book.json.js';
import { recordBookPolicy } from './record-book.policy.js';
import { type EntryRow, RecordBookRepository } from './record-book.repository.js';
import { signedWords } from './signed-words.js';

/** A life's work; more is somebody's mistake, and would take a minute to draw. */
const MOST_ENTRIES = 5_000;

/** What a few gateways ask for at once, each of which lets others wait. */
const MOST_WAITING = 16;

/** The record book as a file to take away. */
@Injectable()
export class RecordBookService {
  private readonly press = new OneByOne(MOST_WAITING);

  constructor(
    private readonly repository: RecordBookRepository,
    private readonly thisCollege: ThisCollege,
    private readonly colleges: CollegeService,
    @Inject(ROSTER) private readonly roster: RosterSource,
  ) {}

  /**
   * @param signal is aborted when nobody waits for the file any more
   * @throws DomainError NOT_FOUND where there is no such volunteer, and for whoever may not take their book; BUSY
   */
  async file(actor: Actor | null, asked: RecordBookAsked, signal: AbortSignal): Promise<Buffer> {
    const book = await this.book(actor, asked.volunteer);
    return this.press.run(() => (asked.form === 'pdf' ? drawn(book, asked.language, signal) : recordBookJson(book, signal)));
  }

  private async book(actor: Actor | null, volunteerId: string): Promise<RecordBook> {
    const { code } = this.thisCollege;
    const uuid = this.thisCollege.ownUuid(volunteerId, 'volunteer');
    const owner = await this.repository.owner(uuid);
    const id = this.thisCollege.globalId(uuid);
    const mentorId = owner?.mentorId ? this.thisCollege.globalId(owner.mentorId) : null;
    if (!owner || !recordBookPolicy.take(code, actor, { volunteerId: id, mentorId })) throw notFound('volunteer');

    const rows = await this.repository.entries(uuid, MOST_ENTRIES + 1);
    if (rows.length > MOST_ENTRIES) throw badInput('volunteer', `has more than ${MOST_ENTRIES} entries, which no file holds; read Volunteer.recordBook page by page`);
    const roster = this.roster.current;
    const home = memberOf(roster, code);
    const { timeZone } = await this.colleges.profile();
    return {
      volunteer: { id, fullName: owner.fullName, group: owner.group, joinedAt: owner.joinedAt },
      college: { code, name: home?.name ?? code, city: home?.city ?? '' },
      timeZone,
      madeAt: new Date(),
      gatewayUrl: roster.gateways.find(({ url }) => url !== undefined)?.url ?? null,
      entries: rows.map((row) => entryOf(row, roster)).sort((one, other) => placeOf(one) - placeOf(other)),
    };
  }
}

/** What draws is loaded by whoever first takes a paper: it is as large as the rest of a node, which would start later for it. */
async function drawn(book: RecordBook, language: Language, signal: AbortSignal): Promise<Buffer> {
  const { recordBookPdf } = await import('./paper/record-book.pdf.js');
  return recordBookPdf(book, language, signal);
}

function entryOf(row: EntryRow, roster: Roster): RecordBookEntry {
  const { id, minutes, credential, revokedAt } = row;
  const code = collegeOf(row.eventId) ?? '';
  const host = { code, name: memberOf(roster, code)?.name ?? code };
  if (credential !== null) {
    const { title, startsAt, endsAt, signedAt } = signedWords(credential);
    return { id, title, host, time: { startsAt, endsAt }, minutes, recordedAt: signedAt, credential, revokedAt };
  }
  const { eventTitle, eventStartsAt: startsAt, eventEndsAt: endsAt, recordedAt } = row;
  return { id, title: eventTitle ?? '', host, time: startsAt && endsAt && { startsAt, endsAt }, minutes, recordedAt, credential, revokedAt };
}

/** By when the event was; a correction stands behind what it corrects. */
function placeOf({ time, recordedAt }: RecordBookEntry): number {
  return (time?.startsAt ?? recordedAt).getTime() + recordedAt.getTime() / 1e6;
}
