import { v7 as uuid } from 'uuid';
import { verifyEntry } from '#credentials/verify-entry.js';
import type { Actor } from '#identity/actor.js';
import { publicKeysOf } from '#identity/private-keys.js';
import type { MessageContent } from '#node/messages/message-kinds.js';
import { aCurator } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { type Answer, BootedNode } from './booted-node.js';
import { type Guest, Homes } from './homes.js';

const HOUR_MS = 3_600_000;
const RESULT = `__typename
  ... on Registration { id status minutes }
  ... on TooManyMinutesError { message eventMinutes }
  ... on EventNotStartedError { message startsAt }`;
const RECORD = `mutation ($input: AttendanceInput!) { result: recordAttendance(input: $input) { ${RESULT} } }`;
const CORRECT = `mutation ($id: ID!, $minutes: Int!, $reason: String!) { result: correctMinutes(registrationId: $id, minutes: $minutes, reason: $reason) { ${RESULT} } }`;

interface Result {
  readonly result: Record<string, unknown> | null;
}

export const curator = aCurator('chhtt');
export const mentor = aCurator('chhtt', { roles: ['MENTOR'] });

/** What the staff of chhtt record of who came, what the guests' homes say to it, and what became of both. */
export class AttendanceDesk {
  private constructor(
    readonly node: BootedNode,
    readonly homes: Homes,
  ) {}

  /** At a node of its own. */
  static async open(): Promise<AttendanceDesk> {
    const node = await BootedNode.start();
    return new AttendanceDesk(node, new Homes(node));
  }

  /** An event of two hours with guests who hold a place; it began an hour ago, where not said. */
  async underWay({ guests = 1, hoursAgo = 1, subjectName = 'Кузнецова Анна' } = {}) {
    const event = anEvent({ title: 'Субботник' });
    await this.node.rows.manager.save(event);
    const people: Guest[] = [];
    for (let count = 0; count < guests; count += 1) people.push(await this.homes.guest(event, { subjectName }));
    const [startsAt, endsAt] = [new Date(Date.now() - hoursAgo * HOUR_MS), new Date(Date.now() + (2 - hoursAgo) * HOUR_MS)];
    await this.node.rows.query('UPDATE event SET starts_at = $2, ends_at = $3 WHERE id = $1', [event.id, startsAt, endsAt]);
    const ids = await Promise.all(people.map(async ({ thread }) => `chhtt:${(await this.registrationOf(thread)).id}`));
    return { event, people, ids, guest: people[0]!, id: ids[0]!, startsAt };
  }

  /** @param by the node itself where not said, or another process of it */
  record(registrationId: string, input: object = {}, as: Actor = curator, by = this.node): Promise<Answer<Result>> {
    return by.ask<Result>(RECORD, { as, variables: { input: { registrationId, attended: true, idempotencyKey: uuid(), ...input } } });
  }

  correct(id: string, minutes: number, reason = 'Ушла раньше', as: Actor = curator): Promise<Answer<Result>> {
    return this.node.ask<Result>(CORRECT, { as, variables: { id, minutes, reason } });
  }

  hear<Kind extends 'ENTRY_CONSENT' | 'ENTRY_DECLINED'>({ home, thread }: Guest, kind: Kind, content: MessageContent<Kind>, from = home): Promise<void> {
    return this.node.receive({ from, thread, kind, content });
  }

  /** What the home of a guest was told of their attendance, in order. */
  told(guest: Guest): Promise<MessageContent<'ATTENDANCE_RECORDED'>[]> {
    return this.homes.told(guest, 'ATTENDANCE_RECORDED');
  }

  /** The kind of everything that was told in a thread, in order. */
  async kindsTo(thread: string): Promise<string[]> {
    return (await this.node.rows.query('SELECT kind FROM outbox_message WHERE thread = $1 ORDER BY sequence', [thread])).map(({ kind }: { kind: string }) => kind);
  }

  async registrationOf(thread: string) {
    return (await this.node.rows.query('SELECT * FROM registration WHERE participation_id = $1', [thread]))[0];
  }

  credentials(thread: string) {
    return this.node.rows.query(
      `SELECT credential.id, revoked_at, reason, supersedes FROM credential JOIN registration ON registration.id = registration_id
       WHERE participation_id = $1 ORDER BY issued_at`,
      [thread],
    );
  }

  /** What an entry says, signed as it must be. */
  opened(jws: string) {
    return verifyEntry(jws, () => publicKeysOf(this.node.keysOf('chhtt')).signing);
  }

  close(): Promise<void> {
    return this.node.stop();
  }
}

export const codes = ({ errors }: Answer<unknown>) => errors?.map(({ extensions }) => extensions.code);
