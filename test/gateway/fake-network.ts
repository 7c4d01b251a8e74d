import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JWTPayload, SignJWT, decodeJwt, decodeProtectedHeader, importJWK } from 'jose';
import { signAccessToken } from '#identity/access-token.js';
import { type PrivateKeys, generatePrivateKeys } from '#identity/private-keys.js';
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
    private readonly keys: ReadonlyMap<string, PrivateKeys>,
    private readonly nodes: readonly FakeNode[],
    private readonly folder: string,
  ) {}

  /** @param environment of the gateway, besides what every network tells it */
  static async start(nodes: readonly FakeNode[], environment: Readonly<Record<string, string>> = {}): Promise<FakeNetwork> {
    const folder = await mkdtemp(join(tmpdir(), 'fake-network-'));
    const roster = await TestRoster.at(join(folder, 'roster.json'));
    const keys = new Map<string, PrivateKeys>();
    const members = nodes.map(async ({ code, endpoint }) => {
      const own = await generatePrivateKeys();
      keys.set(code, own);
      return aMember(code, endpoint, own);
    });
    await roster.write(await Promise.all(members));
    return new FakeNetwork(await startGateway({ ...roster.gatewayEnvironment, ...environment }), roster, keys, nodes, folder);
  }

  /** Asks as a visitor, or as whoever the token names. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>, token?: string): Promise<GraphAnswer> {
    return askGraph(`${this.gateway.origin}/graphql`, query, variables, token);
  }

  /**
   * @param number which of its curators
   * @param sid the session that the token was issued in, where it was
   */
  curatorToken(college: string, number = 0, sid?: string): Promise<string> {
    const key = this.keys.get(college);
    if (!key) throw new Error(`${college} is not on this network.`);
    const id = `${college}:0192f3c4-0000-7000-8000-00000000000${number}`;
    return signAccessToken({ id, college, roles: ['CURATOR'] }, key.signing, '1h', sid);
  }

  /** A curator's token in which its college says something else in places: what no node of ours would sign. */
  async bentToken(college: string, bend: (claims: JWTPayload) => Readonly<Record<string, unknown>>): Promise<string> {
    const token = await this.curatorToken(college);
    const claims = decodeJwt(token);
    const key = await importJWK(this.keys.get(college)?.signing ?? {}, 'EdDSA');
    return new SignJWT({ ...claims, ...bend(claims) }).setProtectedHeader({ alg: 'EdDSA', ...decodeProtectedHeader(token) }).sign(key);
  }

  async stop(): Promise<void> {
    await this.gateway.stop();
    await Promise.all(this.nodes.map((node) => node.stop()));
    await rm(this.folder, { recursive: true });
  }
}
