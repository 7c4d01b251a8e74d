import { readFile } from 'node:fs/promises';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import { signAccessToken } from '#identity/access-token.js';
import type { Actor, Role } from '#identity/actor.js';
import { publicHalf } from '#identity/keys.js';
import { type PrivateKeys, generatePrivateKeys, privateKeysJson } from '#identity/private-keys.js';
import { registryPaths } from '#membership/answers.js';
import { type Member, parseRoster } from '#roster/roster.js';
import { freePorts } from './free-ports.js';
import { type GraphAnswer, askGraph } from './graph-client.js';
import { ServerProcess } from './server-process.js';
import { TestNode } from './test-node.js';
import { type Founders, TestRegistry } from './test-registry.js';
import { GATEWAY_ID, aMember } from './test-roster.js';

/** Somebody of a college, invented. */
export function aPerson(college: string, ...roles: Role[]): Actor {
  return { id: globalId(college, uuid()), college, roles };
}

/** A network whose roster a registry publishes: real nodes, a real gateway, a real registry. The first colleges coordinate, two where nobody says more. */
export class RegistryNetwork {
  private constructor(
    readonly registry: TestRegistry,
    readonly gateway: ServerProcess,
    readonly gatewayKeys: PrivateKeys,
    readonly founders: Founders,
    private readonly nodes: ReadonlyMap<string, TestNode>,
    /** Coordinators of the first and of the second college. */
    readonly coordinators: readonly [Actor, Actor],
  ) {}

  static async start(codes: readonly [string, string, ...string[]], environment: Readonly<Record<string, string>> = {}, coordinating = 2): Promise<RegistryNetwork> {
    const registry = await TestRegistry.create(environment);
    const gatewayKeys = await generatePrivateKeys();
    const nodes = await Promise.all(codes.map(async (code) => TestNode.create(code, await generatePrivateKeys(), registry.settingsOf(code))));
    const gateway = new ServerProcess({
      name: 'gateway',
      script: 'apps/gateway/src/main.js',
      port: await freePorts(1),
      environment: { ...registry.settingsOf('gateway'), KEYS: privateKeysJson(gatewayKeys), GATEWAY_ID, PRIVATE_ADDRESSES: 'allow' },
    });
    const founders: Founders = {
      colleges: nodes.map(({ code, endpoint, keys }, index) => {
        return { ...aMember(code, endpoint, keys), coordinates: index < coordinating };
      }),
      gateways: [{ id: GATEWAY_ID, keys: [publicHalf(gatewayKeys.signing)] }],
    };
    const coordinators = [aPerson(codes[0], 'COORDINATOR'), aPerson(codes[1], 'COORDINATOR')] as const;
    const network = new RegistryNetwork(registry, gateway, gatewayKeys, founders, new Map(nodes.map((node) => [node.code, node])), coordinators);
    await registry.found(founders);
    await Promise.all([gateway.start(), ...nodes.map((node) => node.start())]);
    return network;
  }

  /** @throws Error when the network was founded without that college */
  node(code: string): TestNode {
    const node = this.nodes.get(code);
    if (!node) throw new Error(`This network was founded without ${code}.`);
    return node;
  }

  async ask(query: string, variables: Readonly<Record<string, unknown>> = {}, actor?: Actor): Promise<GraphAnswer> {
    return askGraph(`${this.gateway.origin}/graphql`, query, variables, actor && (await this.token(actor)));
  }

  askWith(query: string, token: string, variables: Readonly<Record<string, unknown>> = {}): Promise<GraphAnswer> {
    return askGraph(`${this.gateway.origin}/graphql`, query, variables, token);
  }

  token(actor: Actor): Promise<string> {
    return this.tokenBy(actor, this.node(actor.college).keys);
  }

  /** As the actor's college would sign it with these keys. */
  tokenBy(actor: Actor, { signing }: PrivateKeys): Promise<string> {
    return signAccessToken(actor, signing, '1h');
  }

  /** What the gateway keeps on disk. */
  /** As the registry publishes it. */
  async memberPublished(code: string): Promise<Member | undefined> {
    const jws = await (await fetch(new URL(registryPaths.roster, this.registry.url))).text();
    return parseRoster(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')).colleges.find((college) => college.code === code);
  }

  lastGoodRoster(): Promise<string> {
    return readFile(this.registry.settingsOf('gateway')['ROSTER_LAST_GOOD'] ?? '', 'utf8');
  }

  async stop(): Promise<void> {
    await this.gateway.stop();
    await Promise.all([...this.nodes.values()].map((node) => node.stop()));
    await this.registry.stop();
  }
}
