import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '#identity/actor.js';
import { signAccessToken } from '#identity/access-token.js';
import { generatePrivateKeys } from '#identity/private-keys.js';
import type { Member } from '#roster/roster.js';
import { freePorts } from './free-ports.js';
import { type GraphAnswer, askGraph } from './graph-client.js';
import { ServerProcess } from './server-process.js';
import { TestNode } from './test-node.js';
import { TestRoster, aMember } from './test-roster.js';

type Variables = Readonly<Record<string, unknown>>;

/** What a network may be told besides its colleges' codes. */
export interface NetworkPlan {
  /** What the roster says of a college. */
  readonly member?: (code: string) => Partial<Member>;
  /** Fills a node's database, which is migrated and empty. */
  readonly beforeStart?: (node: TestNode) => Promise<void>;
}

/** Real nodes, each on a migrated database of its own, and a real gateway before them. */
export class TestNetwork {
  private constructor(
    readonly roster: TestRoster,
    readonly gateway: ServerProcess,
    private readonly nodes: ReadonlyMap<string, TestNode>,
    private readonly folder: string,
  ) {}

  static async start(codes: readonly string[], { member, beforeStart }: NetworkPlan = {}): Promise<TestNetwork> {
    const folder = await mkdtemp(join(tmpdir(), 'dobroset-network-'));
    const roster = await TestRoster.at(join(folder, 'roster.json'));
    const gateway = new ServerProcess({
      name: 'gateway',
      script: 'apps/gateway/src/main.js',
      port: await freePorts(1),
      environment: roster.gatewayEnvironment,
    });
    roster.relays = [gateway.origin];
    const told = { ROSTER: roster.path, PAGE_ORIGINS: gateway.origin };
    const nodes = await Promise.all(codes.map(async (code) => TestNode.create(code, await generatePrivateKeys(), told)));
    await roster.write(nodes.map(({ code, endpoint, issuer, keys }) => aMember(code, endpoint, keys, { issuer, ...member?.(code) })));
    const network = new TestNetwork(roster, gateway, new Map(nodes.map((node) => [node.code, node])), folder);
    const startNode = async (node: TestNode) => {
      await beforeStart?.(node);
      await node.start();
    };
    const started = await Promise.allSettled([gateway.start(), ...nodes.map(startNode)]);
    const failed = started.find((outcome) => outcome.status === 'rejected');
    if (!failed) return network;
    await network.stop();
    throw failed.reason;
  }

  /** @throws Error when the network was started without that college */
  node(code: string): TestNode {
    const node = this.nodes.get(code);
    if (!node) throw new Error(`This network was started without ${code}.`);
    return node;
  }

  /** A query through the gateway, as a visitor or as somebody. */
  async ask(query: string, variables?: Variables, actor?: Actor): Promise<GraphAnswer> {
    return askGraph(`${this.gateway.origin}/graphql`, query, variables, actor && (await this.token(actor)));
  }

  /** The same, said as the story says it: `network.as(curator).ask(…)`. */
  as(actor: Actor): { ask(query: string, variables?: Variables): Promise<GraphAnswer> } {
    return { ask: (query, variables) => this.ask(query, variables, actor) };
  }

  /** What the actor's own college vouches for, good for an hour. */
  token(actor: Actor): Promise<string> {
    return signAccessToken(actor, this.node(actor.college).keys.signing, '1h');
  }

  async stop(): Promise<void> {
    await this.gateway.stop();
    await Promise.all([...this.nodes.values()].map((node) => node.stop()));
    await rm(this.folder, { recursive: true });
  }
}

/** Starts a network of these colleges; takes some seconds, so once for a file of tests. */
export function startNetwork(...codes: string[]): Promise<TestNetwork> {
  return TestNetwork.start(codes);
}
