import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { EventFormat } from '#node/events/event-vocabulary.js';
import type { MessageContent, MessageKind } from '#node/messages/message-kinds.js';
import type { BootedNode } from './booted-node.js';

/** A volunteer of another college, as the host knows them. */
export interface Guest {
  readonly home: string;
  readonly volunteerId: string;
  /** Of their messages with the host of the event: their home's record. */
  readonly thread: string;
}

interface Asking {
  readonly format?: EventFormat | null;
  readonly kind?: 'STUDENT' | 'STAFF';
  readonly subjectName?: string | null;
}

interface EventId {
  readonly id: string;
}

/** Somebody of that college, who is in nobody's books yet. */
export function aGuest(home = 'bat'): Guest {
  return { home, volunteerId: globalId(home, uuid()), thread: globalId(home, uuid()) };
}

/** The homes of a host's guests: what they tell it, and what it told them. */
export class Homes {
  constructor(private readonly host: BootedNode) {}

  async ask({ home, volunteerId, thread }: Guest, { id }: EventId, { format = null, kind = 'STUDENT', subjectName = null }: Asking = {}, by = this.host): Promise<void> {
    const content = { eventId: globalId('chhtt', id), volunteerId, kind, format, subjectName };
    await by.receive({ from: home, thread, kind: 'SEAT_REQUESTED', content });
  }

  async giveUp({ home, thread }: Guest, by = this.host): Promise<void> {
    await by.receive({ from: home, thread, kind: 'SEAT_WITHDRAWN', content: {} });
  }

  /** Everything of one kind that the host told the home of one guest, in order. */
  async told<Kind extends MessageKind>({ home, thread }: Guest, kind: Kind): Promise<MessageContent<Kind>[]> {
    const rows: { content: MessageContent<Kind> }[] = await this.host.rows.query(TOLD, [home, thread, kind]);
    return rows.map(({ content }) => content);
  }

  /** What it answered last. */
  async answerTo(guest: Guest): Promise<MessageContent<'SEAT_ANSWERED'>> {
    const answer = (await this.told(guest, 'SEAT_ANSWERED')).at(-1);
    if (!answer) throw new Error(`The host did not answer ${guest.thread}.`);
    return answer;
  }

  /** Asks for a guest who is new, and says what came of it. */
  async guest(event: EventId, asking: Asking & { readonly home?: string } = {}): Promise<Guest> {
    const guest = aGuest(asking.home);
    await this.ask(guest, event, asking);
    return guest;
  }
}

const TOLD = 'SELECT content FROM outbox_message WHERE receiver = $1 AND thread = $2 AND kind = $3 ORDER BY sequence';

/** Statements of a change itself, without those of the delivery that goes on meanwhile, which reads the outbox and the inbox and keeps its queue. */
export function withoutDelivery(statements: readonly string[]): string[] {
  return statements.filter((sql) => !/^\s*(SELECT|UPDATE|DELETE)\b[^]*\b(in|out)box_message\b/.test(sql) && !sql.includes('pgboss.'));
}
