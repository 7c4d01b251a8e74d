import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { collegeOf } from '#contract/ids.js';
import { InvalidToken } from '#identity/signed-claims.js';
import { CHECKS, type Check, type CheckName, IDENTITY_PATH } from '#membership/answers.js';
import { identityStatement } from '#membership/statements.js';
import { RefusedAddress } from '#outbound/guarded-connector.js';
import type { FindKey } from '#identity/signed-claims.js';
import type { MembershipEntity } from '../memberships/membership.entity.js';
import { REGISTRY_CONFIG } from '../registry-config.token.js';
import type { RegistryConfig } from '../registry.config.js';
import { FailedCheck } from './failed-check.js';
import { missingFromContract } from './missing-from-contract.js';
import { DEADLINE_MILLISECONDS, NodeCaller } from './node-caller.js';

type Node = Pick<MembershipEntity, 'code' | 'endpoint' | 'keys'>;

/** Characters of what a node or the system said that are passed on. */
const LONGEST_WORDS = 500;

const SDL = '{ _service { sdl } }';
const FEED = '{ eventFeed(first: 5) { items { key event { id } } } }';
const FOREIGN = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Event { id } } }';

const sdlShape = z.object({ data: z.object({ _service: z.object({ sdl: z.string() }) }) });
const feedShape = z.object({ data: z.object({ eventFeed: z.object({ items: z.array(z.object({ event: z.object({ id: z.string() }).nullable() })) }) }) });
const foreignShape = z.object({ data: z.object({ _entities: z.array(z.null()) }) });
const statementShape = z.object({ statement: z.string() });

/** Asks a node that wants to join what a gateway will rely on. */
@Injectable()
export class Conformance {
  constructor(
    @Inject(REGISTRY_CONFIG) private readonly config: RegistryConfig,
    private readonly caller: NodeCaller,
  ) {}

  /** Every check in order; after the first that fails the others mean nothing and are not tried. */
  async check(node: Node): Promise<Check[]> {
    const work: Readonly<Record<CheckName, () => Promise<void>>> = {
      ADDRESS: () => this.address(node),
      TLS: () => this.tls(node),
      REACHABLE: () => this.reachable(node),
      IDENTITY: () => this.identity(node),
      CONTRACT: () => this.contract(node),
      OWN_IDS: () => this.ownIds(node),
      STRANGERS: () => this.strangers(node),
    };
    const checks: Check[] = [];
    let failed = false;
    for (const check of CHECKS) {
      const failure: FailedCheck | null = failed ? null : await failureOf(work[check], node);
      checks.push(failure ? checkThat(check, failure) : { check, outcome: failed ? 'NOT_TRIED' : 'PASSED', detail: null });
      failed ||= failure !== null;
    }
    return checks;
  }

  /** The connection itself decides; a name is only tried. */
  private async address({ endpoint, ...node }: Node): Promise<void> {
    try {
      await this.caller.post(node, endpoint, {}, 'NOBODY');
    } catch (error) {
      if (error instanceof RefusedAddress) throw new FailedCheck('INNER_ADDRESS', error.host, error.address);
      if (isUnresolved(error)) throw new FailedCheck('NO_SUCH_NAME', new URL(endpoint).hostname);
    }
  }

  private async tls({ endpoint }: Node): Promise<void> {
    const { protocol, hostname } = new URL(endpoint);
    if (protocol === 'https:' || (this.config.privateAddresses && isLoopback(hostname))) return Promise.resolve();
    throw new FailedCheck('NOT_HTTPS', endpoint);
  }

  private async reachable(node: Node): Promise<void> {
    await this.caller.post(node, node.endpoint, {}, 'NOBODY');
  }

  /** Whoever answers signs a number that was never asked before, with the key that was announced. */
  private async identity(node: Node): Promise<void> {
    const nonce = randomBytes(18).toString('base64url');
    const { status, body } = await this.caller.post(node, new URL(IDENTITY_PATH, node.endpoint).href, { nonce }, 'REGISTRY');
    if (status === 401) throw new FailedCheck('REFUSES_REGISTRY');
    if (status === 503) throw new FailedCheck('NO_ROSTER');
    const { statement } = read(body, statementShape, new FailedCheck('NO_PROOF', String(status)));
    const stated = await identityStatement.verify(statement, keysOf(node)).catch((error: unknown) => {
      if (error instanceof InvalidToken) throw new FailedCheck('FOREIGN_PROOF', error.message);
      throw error;
    });
    if (stated.college !== node.code) throw new FailedCheck('OTHER_COLLEGE', stated.college);
    if (stated.said.nonce !== nonce) throw new FailedCheck('OLD_PROOF');
  }

  private async contract(node: Node): Promise<void> {
    const { data } = read(await this.ask(node, { query: SDL }), sdlShape, new FailedCheck('NO_SCHEMA'));
    const missing = missingFromContract(data._service.sdl);
    if (missing.length > 0) throw new FailedCheck('CONTRACT_LACKS', missing.slice(0, 5).join('; '));
  }

  private async ownIds(node: Node): Promise<void> {
    const { data } = read(await this.ask(node, { query: FEED }), feedShape, new FailedCheck('NO_EVENTS'));
    const foreign = data.eventFeed.items.find(({ event }) => event !== null && collegeOf(event.id) !== node.code);
    if (foreign) throw new FailedCheck('FOREIGN_EVENTS', foreign.event?.id.slice(0, 60) ?? '');

    const another = node.code === 'other' ? 'another' : 'other';
    const representations = [{ __typename: 'Event', id: `${another}:0192f3c4-0000-7000-8000-000000000000` }];
    read(await this.ask(node, { query: FOREIGN, variables: { representations } }), foreignShape, new FailedCheck('FOREIGN_ANSWER'));
  }

  private async strangers(node: Node): Promise<void> {
    for (const as of ['NOBODY', 'FORGER'] as const) {
      const { status } = await this.caller.post(node, node.endpoint, { query: SDL }, as);
      if (status !== 401) throw new FailedCheck(as === 'NOBODY' ? 'ANSWERS_UNSIGNED' : 'ANSWERS_FORGED', String(status));
    }
  }

  private async ask(node: Node, content: object): Promise<string> {
    return (await this.caller.post(node, node.endpoint, content, 'REGISTRY')).body;
  }
}

/** What a check failed of; null where it passed. */
async function failureOf(work: () => Promise<void>, { endpoint }: Node): Promise<FailedCheck | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof FailedCheck) return error;
    if (error instanceof Error && error.name === 'TimeoutError') return new FailedCheck('TOO_SLOW', endpoint, String(DEADLINE_MILLISECONDS / 1_000));
    return new FailedCheck('NO_CONNECTION', endpoint, messageOf(error).slice(0, LONGEST_WORDS));
  }
}

function checkThat(check: CheckName, { message, finding, about }: FailedCheck): Check {
  return { check, outcome: 'FAILED', detail: message.slice(0, LONGEST_WORDS), finding, about: about.map((one) => one.slice(0, LONGEST_WORDS)) };
}

function read<Shape>(body: string, shape: z.ZodType<Shape>, otherwise: FailedCheck): Shape {
  const parsed = shape.safeParse(jsonIn(body));
  if (!parsed.success) throw otherwise;
  return parsed.data;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function keysOf({ keys }: Node): FindKey {
  return (_signer, kid) => {
    const key = keys.find((one) => one.kid === kid && one.crv === 'Ed25519');
    return key && key.crv === 'Ed25519' ? { kid: key.kid, kty: key.kty, crv: key.crv, x: key.x } : undefined;
  };
}

/** No name server had an answer, whatever it was that it said. */
function isUnresolved(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'getaddrinfo';
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || (error.cause instanceof Error ? error.cause.message : error.name);
}
