import { join } from 'node:path';
import { type PrivateKeys, generatePrivateKeys, publicKeysOf } from '#identity/private-keys.js';
import { rowsOf } from '../network-data.js';
import { type Processes, ROOT, type Started } from '../processes.js';

export interface RunningNode {
  readonly code: string;
  readonly name: string;
  /** Where it serves the contract. */
  readonly endpoint: string;
  /** Where it serves the same rows as types of its own. */
  readonly nativeEndpoint: string;
}

/** All nodes of a network, running. */
export class NodesProcess {
  private constructor(
    readonly process: Started,
    readonly colleges: readonly RunningNode[],
    /** What calls are sealed to; the nodes take them on trust, for their own work is not what is measured. */
    private readonly keys: PrivateKeys,
  ) {}

  static async start(processes: Processes, count: number): Promise<NodesProcess> {
    const process = processes.start({ name: `nodes-${count}`, script: join(ROOT, 'dist/bench/nodes/nodes.main.js'), arguments: [String(count)] });
    const { ports } = await process.message<{ ports: number[] }>();
    const colleges = ports.map((port, number) => {
      const { code, name } = rowsOf(number, count);
      return { code, name, endpoint: `http://127.0.0.1:${port}/graphql`, nativeEndpoint: `http://127.0.0.1:${port}/native` };
    });
    return new NodesProcess(process, colleges, await generatePrivateKeys());
  }

  /** The network's roster, as the gateway reads it. */
  get roster(): unknown {
    return {
      version: 1,
      colleges: this.colleges.map(({ code, name, endpoint }) => ({
        code,
        name,
        shortName: code,
        city: 'Чапаевск',
        region: 'Самарская область',
        status: 'MEMBER',
        endpoint,
        contractVersion: 1,
        keys: [publicKeysOf(this.keys).encryption],
      })),
    };
  }
}
