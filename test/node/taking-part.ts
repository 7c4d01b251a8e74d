import { v7 as uuid } from 'uuid';
import type { Actor } from '#identity/actor.js';
import type { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { aVolunteerActor } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { BootedNode, type NodePlan } from './booted-node.js';

const DAY_MS = 86_400_000;
const SAMARA_MS = 4 * 3_600_000;

export const PARTICIPATION =
  '__typename ... on Participation { id status reason eventId eventTitle format startsAt minutes credential revokedAt volunteer { id kind fullName } }';
const REFUSALS = '... on EventClosedError { message closed: status } ... on EventFullError { capacity } ... on ConsentNeededError { purposes guardian }';

/** What came of a mutation: a participation, or a refusal by its own fields. */
export interface Taken {
  readonly __typename: string;
  readonly id: string;
  readonly status: string;
}

/** A day so many years ago, some days later, by the clock of the college; where there was no such day, on 29 February, the one before it. */
export function born(yearsAgo: number, days = 0): string {
  const day = new Date(Date.now() + SAMARA_MS);
  const date = day.getUTCDate();
  day.setUTCFullYear(day.getUTCFullYear() - yearsAgo);
  if (day.getUTCDate() !== date) day.setUTCDate(0);
  return new Date(day.getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

/** A college whose volunteers take part. */
export class Home {
  constructor(readonly node: BootedNode) {}

  /** Puts rows into its database. */
  async has<Row extends object>(row?: Row, ...rows: object[]): Promise<Row> {
    for (const one of [row, ...rows]) if (one) await this.node.rows.manager.insert(one.constructor, one);
    return row as Row;
  }

  rowsOf(sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.node.rows.query(sql, [...values]);
  }

  /** A minor who may take part: they and their guardian agreed to a proof of it. */
  async ready(overrides: Partial<VolunteerEntity> = {}): Promise<{ volunteer: VolunteerEntity; self: Actor }> {
    const volunteer = await this.has(aVolunteer(overrides));
    await this.has(...aMinorsConsent(volunteer, { purpose: 'CREDENTIAL_ISSUE' }));
    return { volunteer, self: aVolunteerActor('chhtt', volunteer) };
  }

  ask(as: Actor | undefined, input: object) {
    const query = `mutation ($input: TakePartInput!) { takePart(input: $input) { ${PARTICIPATION} ${REFUSALS} } }`;
    return this.node.ask<{ takePart: Taken & { closed?: string } }>(query, { ...(as && { as }), variables: { input } });
  }

  /** The answer, which must have come without an error. */
  async takePart(as: Actor, eventId: string, input: object = {}): Promise<Taken> {
    const { data, errors } = await this.ask(as, { eventId, idempotencyKey: uuid(), ...input });
    if (errors) throw new Error(JSON.stringify(errors));
    const { closed, ...taken } = data.takePart;
    return closed === undefined ? taken : { ...taken, status: closed };
  }

  withdraw(as: Actor | undefined, id: string) {
    return this.node.ask<{ withdrawParticipation: Taken }>(
      `mutation { withdrawParticipation(participationId: "${id}") { ${PARTICIPATION} ... on EventClosedError { closed: status } } }`,
      as && { as },
    );
  }

  decide(as: Actor | undefined, deed: 'approve' | 'decline', id: string) {
    const call = deed === 'approve' ? `approveParticipation(participationId: "${id}")` : `declineParticipation(participationId: "${id}", reason: "Экзамен в этот день")`;
    return this.node.ask<{ decided: Taken }>(`mutation { decided: ${call} { ${PARTICIPATION} ... on ConsentNeededError { purposes guardian } } }`, as && { as });
  }

  /** What the hosts were told of a participation, in order. */
  async sent(participationId: string) {
    return this.rowsOf('SELECT receiver, kind, content FROM outbox_message WHERE thread = $1 ORDER BY sequence', [participationId]);
  }

  async statusOf({ id }: { readonly id: string }): Promise<unknown[]> {
    return (await this.rowsOf('SELECT status FROM participation WHERE volunteer_id = $1 ORDER BY requested_at', [id])).map(({ status }) => status);
  }
}

/** A home whose volunteers decide for themselves, and to which other colleges are out of reach, where not said otherwise. */
export async function aHome(plan: Pick<NodePlan, 'participationApproval' | 'relay'> = {}): Promise<Home> {
  return new Home(await BootedNode.start(plan));
}
