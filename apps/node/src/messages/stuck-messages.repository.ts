import { DataSource, In } from 'typeorm';
import { InboxMessageEntity } from './inbox-message.entity.js';
import { OutboxMessageEntity } from './outbox-message.entity.js';

/** Why a message was not delivered: it waits, another one has its number, its receiver refused it, or had left. */
export type NotDelivered = 'WAITING' | 'NUMBER_TAKEN' | 'REFUSED' | 'RECEIVER_LEFT';

/** Why one that was received was not applied: it waits for one before it or for this node's next update, or was refused. */
export type NotApplied = 'EARLY' | 'REFUSED';

/** Of a thread the first few messages, in their order, and how many there are. */
export interface StuckThread<Message> {
  readonly messages: readonly Message[];
  readonly all: number;
}

/** Some threads of a group, and how many messages the whole group has. */
export interface Stuck<Message> {
  readonly threads: readonly StuckThread<Message>[];
  readonly all: number;
}

/** Of one thread: the first says what keeps the others. */
const MOST_OF_THREAD = 3;

/** What is stuck between this college and others, as its IT looks at it. */
export class StuckMessagesRepository {
  constructor(private readonly database: DataSource) {}

  /** What waits and what is held back from the oldest on, what has ended from the latest; a few of each thread. */
  async sent(group: NotDelivered, most: number): Promise<Stuck<OutboxMessageEntity>> {
    const places = await this.places(SENT[group], most);
    const messages = await this.database.manager.findBy(OutboxMessageEntity, { id: In(places.map(({ id }) => id)) });
    return stuckOf(places, messages, ({ id, receiver }) => `${receiver} ${id}`);
  }

  /** What waits from the oldest on, what was refused from the latest; a few of each thread. */
  async received(group: NotApplied, most: number): Promise<Stuck<InboxMessageEntity>> {
    const places = await this.places(RECEIVED[group], most);
    const messages = await this.database.manager.findBy(InboxMessageEntity, { id: In(places.map(({ id }) => id)) }); // its sender's id: another college may have made up the same
    return stuckOf(places, messages, ({ id, sender }) => `${sender} ${id}`);
  }

  private places(sql: string, most: number): Promise<Place[]> {
    return this.database.query(sql, [MOST_OF_THREAD, most]);
  }
}

interface Place {
  readonly id: string;
  /** Code of the other college. */
  readonly other: string;
  readonly thread: string;
  /** How many of its thread, and how many in all, there are in the group. */
  readonly inThread: number;
  readonly inGroup: number;
}

function stuckOf<Message>(places: readonly Place[], messages: readonly Message[], keyOf: (message: Message) => string): Stuck<Message> {
  const byKey = new Map(messages.map((message) => [keyOf(message), message]));
  const byThread = new Map<string, Place[]>();
  for (const place of places) {
    const key = `${place.other} ${place.thread}`;
    byThread.set(key, [...(byThread.get(key) ?? []), place]);
  }
  const threads = [...byThread.values()].map((ofThread) => ({
    messages: ofThread.flatMap(({ id, other }) => byKey.get(`${other} ${id}`) ?? []), // none that was delivered this moment
    all: ofThread[0]?.inThread ?? 0,
  }));
  return { threads, all: places[0]?.inGroup ?? 0 };
}

const ENDED = 'delivered_at IS NULL AND refused_at IS NOT NULL AND next_sequence IS NULL';

const SENT: Readonly<Record<NotDelivered, string>> = {
  WAITING: oldestFirst('outbox_message', 'receiver', 'created_at', 'delivered_at IS NULL AND refused_at IS NULL'),
  NUMBER_TAKEN: oldestFirst('outbox_message', 'receiver', 'created_at', 'delivered_at IS NULL AND next_sequence IS NOT NULL'),
  REFUSED: latestFirst('outbox_message', 'receiver', 'refused_at', `${ENDED} AND NOT receiver_left`),
  RECEIVER_LEFT: latestFirst('outbox_message', 'receiver', 'refused_at', `${ENDED} AND receiver_left`),
};

const RECEIVED: Readonly<Record<NotApplied, string>> = {
  EARLY: oldestFirst('inbox_message', 'sender', 'received_at', 'applied_at IS NULL AND refused_at IS NULL'),
  REFUSED: latestFirst('inbox_message', 'sender', 'refused_at', 'refused_at IS NOT NULL'),
};

function oldestFirst(table: string, other: string, at: string, where: string): string {
  return stuckQuery({ table, other, where, end: `min(${at})`, direction: 'ASC' });
}

function latestFirst(table: string, other: string, at: string, where: string): string {
  return stuckQuery({ table, other, where, end: `max(${at})`, direction: 'DESC' });
}

interface Part {
  readonly table: string;
  readonly other: string;
  readonly where: string;
  /** By which of its moments a thread stands among the others. */
  readonly end: string;
  readonly direction: 'ASC' | 'DESC';
}

function stuckQuery({ table, other, where, end, direction }: Part): string {
  return `
    SELECT id, other, thread, in_thread AS "inThread", in_group AS "inGroup" FROM (
      SELECT id, ${other} AS other, thread,
             ${end} OVER of_thread AS at,
             (count(*) OVER of_thread)::int AS in_thread,
             row_number() OVER (of_thread ORDER BY sequence ${direction}, id) AS place,
             (count(*) OVER ())::int AS in_group
      FROM ${table}
      WHERE ${where}
      WINDOW of_thread AS (PARTITION BY ${other}, thread)
    ) AS stuck
    WHERE place <= $1
    ORDER BY at ${direction}, other, thread, place
    LIMIT $2`;
}
