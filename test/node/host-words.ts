import { v7 as uuid } from 'uuid';
import type { Entry } from '#credentials/entry.js';
import { issueEntry } from '#credentials/issue-entry.js';
import type { MessageContent, MessageKind } from '#node/messages/message-kinds.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { aParticipation } from '#support/factories/participation.factory.js';
import { type Home, PARTICIPATION } from './taking-part.js';

export const TOLD = { title: 'Чистый берег', startsAt: '2026-10-01T06:00:00.000Z', endsAt: '2026-10-01T09:00:00.000Z', timeZone: 'Europe/Moscow', status: 'PUBLISHED' } as const;
export const ANSWER = { status: 'CONFIRMED', format: 'ONSITE', reason: null, event: TOLD, capacity: 20 } as const;

/** A volunteer of the home's at an event of another college. */
export type Guest = Awaited<ReturnType<HostWords['aGuestOfBat']>>;

/** What hosts say to a college of its volunteers, and what its books have then. */
export class HostWords {
  constructor(private readonly home: Home) {}

  /** Who was asked for at an event of `bat`. */
  readonly aGuestOfBat = async (overrides: Parameters<typeof aParticipation>[1] = {}) => {
    const { volunteer, self } = await this.home.ready();
    const event = { id: uuid() };
    const row = await this.home.has(aParticipation({ volunteer, event, host: 'bat' }, { status: 'AWAITING_HOST', ...overrides }));
    return { self, row, thread: `chhtt:${row.id}`, eventId: `bat:${event.id}`, volunteerId: self.id };
  };

  /** Whose name the host was given, with their and their guardian's consent. */
  readonly aNamedGuestOfBat = async (overrides: Parameters<typeof aParticipation>[1] = {}): Promise<Guest> => {
    const guest = await this.aGuestOfBat({ status: 'CONFIRMED', subjectName: 'Кузнецова Анна', ...overrides });
    await this.home.has(...aMinorsConsent({ id: guest.row.volunteerId }));
    return guest;
  };

  readonly hear = <Kind extends MessageKind>({ thread }: { readonly thread: string }, kind: Kind, content: MessageContent<Kind>, from = 'bat'): Promise<void> =>
    this.home.node.receive({ from, thread, kind, content });

  readonly seen = async ({ self, thread }: Guest) => {
    const { data } = await this.home.node.ask<{ _entities: Record<string, unknown>[] }>(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ${PARTICIPATION} } }`,
      { as: self, variables: { r: [{ __typename: 'Participation', id: thread }] } },
    );
    return data._entities[0];
  };

  /** What a host signs of somebody; `bat` where not said otherwise. */
  readonly anEntry = async (guest: Guest, overrides: Partial<Entry> = {}, signedBy = 'bat') => {
    const entry = { ...entryOf(guest, signedBy), ...overrides };
    return { minutes: entry.minutes, entry: { id: entry.id, jws: await issueEntry(entry, this.home.node.keysOf(signedBy).signing) } };
  };

  readonly attended = async (guest: Guest, overrides: Partial<Entry> = {}, revokes: MessageContent<'ATTENDANCE_RECORDED'>['revokes'] = null) => {
    const { minutes, entry } = await this.anEntry(guest, overrides);
    await this.hear(guest, 'ATTENDANCE_RECORDED', { status: 'ATTENDED', minutes, entry, revokes });
    return entry;
  };

  readonly entriesOf = async ({ self, thread }: Guest) => {
    const { data } = await this.home.node.ask<{ _entities: [{ entries: object[] }] }>(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Participation { entries { minutes credential issuedAt revokedAt reason } } } }',
      { as: self, variables: { r: [{ __typename: 'Participation', id: thread }] } },
    );
    return data._entities[0].entries;
  };

  readonly recordBook = async ({ self }: Guest) => {
    const query = `{ volunteer(id: "${self.id}") { recordBook { totalCount totalMinutes nodes { id minutes credential revokedAt } } } }`;
    const { data } = await this.home.node.ask<{ volunteer: { recordBook: Record<string, unknown> } }>(query, { as: self });
    return data.volunteer.recordBook;
  };
}

export function entryOf({ volunteerId, eventId }: Guest, host = 'bat'): Entry {
  return {
    id: uuid(),
    issuer: { code: host, name: 'Колледж' },
    volunteerId,
    subjectName: null,
    role: 'STUDENT',
    event: { id: eventId, title: TOLD.title, summary: null, kind: 'SERVICE', startsAt: new Date(TOLD.startsAt), endsAt: new Date(TOLD.endsAt) },
    minutes: 120,
    issuedAt: new Date(),
    status: { url: `https://node.example/${host}/credentials/status/1`, index: 7 },
  };
}
