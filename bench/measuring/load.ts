import { join } from 'node:path';
import { type Processes, ROOT, type Started } from '../processes.js';

export interface LoadOrder {
  readonly url: string;
  /** One for each client; those that are left over begin again with the first. */
  readonly queries: readonly string[];
  readonly clients: number;
  readonly milliseconds: number;
  /** Goes on until so many are answered, for as long again as `patience` says: code must have run to be fast. */
  readonly requests?: number;
  readonly patience?: number;
  /** How long the right answer is; any other is counted as a failure. */
  readonly bytes: number;
}

export interface LoadResult {
  /** In milliseconds, one for each request. */
  readonly latencies: readonly number[];
  /** Answers that were not the right one: a machine that is too busy makes gateways give up on nodes. */
  readonly failures: number;
  readonly milliseconds: number;
}

/** The process that asks. */
export class LoadGenerator {
  private constructor(private readonly process: Started) {}

  static async start(processes: Processes): Promise<LoadGenerator> {
    const process = processes.start({ name: 'load', script: join(ROOT, 'dist/bench/measuring/load.main.js') });
    await process.message();
    return new LoadGenerator(process);
  }

  async run(order: LoadOrder): Promise<LoadResult> {
    this.process.child.send(order);
    return this.process.message<LoadResult>();
  }
}
