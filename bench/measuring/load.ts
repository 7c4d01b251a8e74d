import { join } from 'node:path';
import { type Processes, ROOT, type Started } from '../processes.js';

export interface LoadOrder {
  readonly url: string;
  readonly query: string;
  readonly clients: number;
  readonly milliseconds: number;
  /** How long the right answer is; any other is counted as a failure. */
  readonly bytes: number;
}

export interface LoadResult {
  /** In milliseconds, one for each request. */
  readonly latencies: readonly number[];
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

  /** @throws Error when an answer was not the right one */
  async run(order: LoadOrder): Promise<LoadResult> {
    this.process.child.send(order);
    const result = await this.process.message<LoadResult>();
    if (result.failures > 0) throw new Error(`${result.failures} of ${result.latencies.length} answers of ${order.url} were wrong.`);
    return result;
  }
}
