import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { generateSigningKey } from '#identity/keys.js';
import { signToken } from '#identity/token.js';
import { type GraphAnswer, askGraph } from '#support/graph-client.js';
import { startGateway } from '#support/gateway-process.js';
import type { ServerProcess } from '#support/server-process.js';
import { TestRoster, aMember } from '#support/test-roster.js';
import type { FakeNode } from './fake-node.js';

/** A real gateway, as a process of its own, before nodes that may be made to misbehave. */
export class FakeNetwork {
  private constructor(
    readonly gateway: ServerProcess,
    readonly roster: TestRoster,
    private readonly keys: ReadonlyMap<string, JWK>,
    private readonly nodes: readonly FakeNode[],
    private readonly folder: string,
  ) {}

  static async start(nodes: readonly FakeNode[]): Promise<FakeNetwork> {
    const folder = await mkdtemp(join(tmpdir(), 'fake-network-'));
    const roster = new TestRoster(join(folder, 'roster.json'));
    const keys = new Map<string, JWK>();
    for (const { code } of nodes) keys.set(code, await generateSigningKey());
    await roster.write(nodes.map(({ code, endpoint }) => aMember(code, endpoint, keys.get(code) ?? {})));
    return new FakeNetwork(await startGateway({ ROSTER: roster.path }), roster, keys, nodes, folder);
  }

  /** Asks as a visitor, or as whoever the token names. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>, token?: string): Promise<GraphAnswer> {
    return askGraph(`${this.gateway.origin}/graphql`, query, variables, token);
  }

  curatorToken(college: string): Promise<string> {
    const key = this.keys.get(college);
    if (!key) throw new Error(`${college} is not on this network.`);
    const id = `${college}:0192f3c4-0000-7000-8000-000000000000`;
    return signToken({ id, college, displayName: 'Ольга П.', roles: ['CURATOR'] }, key, '1h');
  }

  async stop(): Promise<void> {
    await this.gateway.stop();
    await Promise.all(this.nodes.map((node) => node.stop()));
    await rm(this.folder, { recursive: true });
  }
}
