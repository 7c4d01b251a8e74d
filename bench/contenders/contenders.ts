import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatePrivateKeys, privateKeysJson } from '#identity/private-keys.js';
import { freePort } from '../free-port.js';
import { composeNative } from '../native/compose-native.js';
import { GATEWAY_FLAGS, type Processes, ROOT, type Started } from '../processes.js';
import { inOwnWords, type Question } from '../queries.js';
import type { NodesProcess } from '../nodes/nodes-process.js';

export const CONTENDERS = ['floor', 'ours', 'apart', 'stock', 'hive'] as const;
export type ContenderName = (typeof CONTENDERS)[number];

export const TITLES: Readonly<Record<ContenderName, string>> = {
  floor: 'floor, by hand',
  ours: 'Dobroset',
  apart: 'Dobroset, nobody asking alike',
  stock: '@apollo/gateway',
  hive: 'Hive Gateway',
};

/** A gateway that listens, or what stands in its place. */
export interface Contender {
  readonly name: ContenderName;
  readonly process: Started;
  readonly url: string;
  /** Whether it serves a type per college and not the one contract. */
  readonly isNative: boolean;
  /** Whether it plans at all. */
  readonly plans: boolean;
}

/** How a contender is asked a question, by one client after the other. */
export function queriesFor({ name, isNative }: Pick<Contender, 'name' | 'isNative'>, question: Question, nodes: NodesProcess, clients: number): readonly [string, ...string[]] {
  if (isNative) return [question.native(nodes.colleges.map(({ code }) => code))];
  if (name !== 'apart') return [question.ours];
  const [, ...others] = Array.from({ length: clients }, (_, client) => inOwnWords(question.ours, client));
  return [inOwnWords(question.ours, 0), ...others];
}

/** The question whose plan a contender makes: of one contract it is put to next to nobody, of a type per college to all whom it names. */
export function plannedBy(contender: Pick<Contender, 'name' | 'isNative'>, question: Question, nodes: NodesProcess): string {
  return contender.isNative ? queriesFor(contender, question, nodes, 1)[0] : question.ours.replace(...question.ofFew);
}

/** Starts contenders in front of the same nodes. */
export class ContenderStarts {
  private supergraph: string | undefined;

  /** @param folder of the run, for the files that contenders read */
  constructor(
    private readonly processes: Processes,
    private readonly nodes: NodesProcess,
    private readonly folder: string,
  ) {}

  start(name: ContenderName): Promise<Contender> {
    return { floor: () => this.floor(), ours: () => this.ours('ours'), apart: () => this.ours('apart'), stock: () => this.stock(), hive: () => this.hive() }[name]();
  }

  private async floor(): Promise<Contender> {
    const file = this.file('colleges.json', JSON.stringify(this.nodes.colleges));
    const process = this.processes.start({ name: 'floor', script: ours('contenders/floor.main.js'), arguments: [file], flags: GATEWAY_FLAGS });
    const { port } = await process.message<{ port: number }>();
    return { name: 'floor', process, url: graphqlAt(port), isNative: false, plans: false };
  }

  /** As docker/gateway.Dockerfile starts it. */
  private async ours(name: 'ours' | 'apart'): Promise<Contender> {
    const port = await freePort();
    const process = this.processes.start({
      name,
      script: join(ROOT, 'dist/apps/gateway/src/main.js'),
      flags: GATEWAY_FLAGS,
      environment: {
        HOST: '127.0.0.1',
        PORT: String(port),
        RATE_LIMIT: '0', // one client asks as fast as it can
        ROSTER: this.file('roster.json', JSON.stringify(this.nodes.roster)),
        KEYS: privateKeysJson(await generatePrivateKeys()),
        PRIVATE_ADDRESSES: 'allow',
      },
    });
    await process.answersAt(graphqlAt(port));
    return { name, process, url: graphqlAt(port), isNative: false, plans: name === 'ours' };
  }

  private async stock(): Promise<Contender> {
    const process = this.processes.start({
      name: 'stock',
      script: ours('contenders/stock.main.js'),
      arguments: [this.supergraphFile()],
      flags: GATEWAY_FLAGS,
    });
    const { port } = await process.message<{ port: number }>();
    return { name: 'stock', process, url: graphqlAt(port), isNative: true, plans: true };
  }

  private async hive(): Promise<Contender> {
    const port = await freePort();
    const process = this.processes.start({
      name: 'hive',
      script: join(ROOT, 'bench/node_modules/@graphql-hive/gateway/dist/bin.js'),
      arguments: ['supergraph', this.supergraphFile(), '--host', '127.0.0.1', '--port', String(port), '--fork', '1'],
      flags: GATEWAY_FLAGS,
    });
    await process.answersAt(graphqlAt(port));
    return { name: 'hive', process, url: graphqlAt(port), isNative: true, plans: true };
  }

  /** Composed once for both that need it. */
  private supergraphFile(): string {
    const urls = new Map(this.nodes.colleges.map(({ code, nativeEndpoint }) => [code, nativeEndpoint]));
    this.supergraph ??= this.file('native.graphql', composeNative(urls));
    return this.supergraph;
  }

  private file(name: string, content: string): string {
    const path = join(this.folder, `${this.nodes.colleges.length}-${name}`);
    writeFileSync(path, content);
    return path;
  }
}

function ours(script: string): string {
  return join(ROOT, 'dist/bench', script);
}

function graphqlAt(port: number): string {
  return `http://127.0.0.1:${port}/graphql`;
}
