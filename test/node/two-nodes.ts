import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import type { CollegeMessage } from '#identity/message/sealed-message.js';
import { InboxService } from '#node/messages/inbox.service.js';
import { MessageRefusals } from '#node/messages/message-refusals.js';
import type { MessageKind } from '#node/messages/message-kinds.js';
import { OutboxRepository } from '#node/messages/outbox.repository.js';
import type { ParticipationStatus } from '#node/participations/participation-status.js';
import { UntoldChangesService } from '#node/registrations/changes/untold-changes.service.js';
import { QueueClosingService } from '#node/registrations/seats/queue-closing.service.js';
import type { Side } from '#support/both-sides.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import type { Json } from '#support/graph-client.js';
import { BootedNode } from './booted-node.js';

const HOME = 'kpk';
const HOST = 'chhtt';
const TAKE_PART = 'mutation ($input: TakePartInput!) { takePart(input: $input) { __typename } }';

/** Of this release’s own kinds. */
type Undelivered = CollegeMessage & { readonly kind: MessageKind };

/** As the home has it. */
interface Part {
  readonly id: string;
  readonly status: ParticipationStatus;
  readonly request: number;
}

/** A home and a host with nobody between them: a test brings their messages, in whatever order, as often as it likes. */
export class TwoNodes {
  private readonly curator = aCurator(HOST);
  /** Whoever asks waits for the host a moment, and nobody waits for them. */
  private readonly waiting: Promise<unknown>[] = [];

  private constructor(
    readonly home: BootedNode,
    readonly host: BootedNode,
    readonly people: readonly Actor[],
  ) {}

  static async start(people: number): Promise<TwoNodes> {
    const host = await BootedNode.start();
    const home = await BootedNode.start({ partner: { code: HOME, of: host } });
    const volunteers = Array.from({ length: people }, () => aVolunteer());
    await home.rows.manager.save(volunteers);
    await home.rows.manager.save(volunteers.flatMap((volunteer) => aMinorsConsent(volunteer, { purpose: 'CREDENTIAL_ISSUE' })));
    return new TwoNodes(home, host, volunteers.map((volunteer) => aVolunteerActor(HOME, volunteer)));
  }

  async stop(): Promise<void> {
    await Promise.all(this.waiting);
    await this.home.stop();
    await this.host.stop();
  }

  /** Returns once the wish is committed; nothing is asked for that is asked for already. */
  async takePart(person: Actor, event: string, format: 'ONSITE' | 'ONLINE' | null): Promise<void> {
    const before = await this.partOf(person, event);
    if (before && before.status !== 'CANCELLED' && before.status !== 'DECLINED') return;
    const input = { eventId: globalId(HOST, event), format, idempotencyKey: uuid() };
    this.waiting.push(this.home.ask(TAKE_PART, { as: person, variables: { input } }));
    while ((await this.partOf(person, event))?.request !== (before?.request ?? 0) + 1) await pause(5);
  }

  async giveUp(person: Actor, event: string): Promise<void> {
    const part = await this.partOf(person, event);
    if (part) await this.home.ask(`mutation { withdrawParticipation(participationId: "${globalId(HOME, part.id)}") { __typename } }`, { as: person });
  }

  /** @returns what the host's staff were answered; null where they were refused */
  async byStaff(mutation: string): Promise<Json> {
    const { data } = await this.host.ask<Json>(`mutation { result: ${mutation} { __typename ... on Registration { minutes } } }`, { as: this.curator });
    return data?.result ?? null;
  }

  async registrationOf(person: Actor, event: string): Promise<{ readonly id: string } | undefined> {
    const [row] = await this.host.rows.query('SELECT id FROM registration WHERE event_id = $1 AND volunteer_id = $2', [event, person.id]);
    return row;
  }

  /** What the host does each minute: what was changed past it is told, and nobody waits for what has begun. */
  async minutePasses(): Promise<void> {
    await this.host.get(UntoldChangesService).work();
    await this.host.get(QueueClosingService).work();
  }

  /** Brings one of the messages that wait on one side, whichever; its sender hears of it or not. */
  async deliver(by: 'home' | 'host', which: number, isHeardOf: boolean): Promise<void> {
    const [from, to] = by === 'home' ? [this.home, this.host] : [this.host, this.home];
    const waiting = await this.undelivered(from, to);
    const message = waiting[which % waiting.length];
    if (message) await this.bring(message, from, to, isHeardOf);
  }

  /** Until nothing is on its way. */
  async deliverAll(): Promise<void> {
    for (;;) {
      const [there, back] = [await this.undelivered(this.home, this.host), await this.undelivered(this.host, this.home)];
      if (there.length + back.length === 0) return;
      for (const message of there) await this.bring(message, this.home, this.host, true);
      for (const message of back) await this.bring(message, this.host, this.home, true);
    }
  }

  side(of: BootedNode): Side {
    return { code: of.college, rowsOf: (sql, values) => of.rows.query(sql, [...values]) };
  }

  private async bring(message: Undelivered, from: BootedNode, to: BootedNode, isHeardOf: boolean): Promise<void> {
    const { outcome, reason } = await to.get(InboxService).take(message);
    if (!isHeardOf) return;
    const outbox = from.get(OutboxRepository);
    if (outcome === 'TAKEN') await outbox.delivered(message.id);
    else await outbox.refused(message.id, reason ?? '', (tx) => from.get(MessageRefusals).follow(tx, message));
  }

  private undelivered(from: BootedNode, to: BootedNode): Promise<Undelivered[]> {
    return from.rows.query(UNDELIVERED, [from.college, to.college]);
  }

  private async partOf({ id }: Actor, event: string): Promise<Part | undefined> {
    const [row] = await this.home.rows.query(`SELECT id, status, request FROM participation WHERE $1 || ':' || volunteer_id = $2 AND event_id = $3`, [HOME, id, globalId(HOST, event)]);
    return row;
  }
}

const UNDELIVERED = `
  SELECT id, $1 AS "from", receiver AS "to", thread, sequence, kind, content FROM outbox_message
  WHERE receiver = $2 AND delivered_at IS NULL AND refused_at IS NULL ORDER BY thread, sequence`;
