import { type Dispatcher, Pool } from 'undici';
import { ErrorCode } from '#contract/error-codes.js';
import { guardedConnector } from '#outbound/guarded-connector.js';
import { NodeFailure } from './failure.js';
import { areSendable } from './sendable-headers.js';
import { type TurnLimits, Turns } from './turns.js';

const CONNECT_TIMEOUT_MILLISECONDS = 2_000;

/** A class at once, and then it is enough: a node makes one file after another. */
const MOST: TurnLimits = { underWay: 3, waiting: 24 };

/** What a file is asked for with. */
export interface FileQuestion {
  readonly body: string;
  readonly headers: Record<string, string>;
}

/**
 * HTTP to where one node gives files of one kind. They take long and are large, so they have a few connections of their own,
 * and whoever asks for one waits for a turn here: the graph's connections are never taken by them.
 */
export class FileClient {
  private readonly turns = new Turns(MOST);
  private readonly pool: Pool;
  private readonly path: string;

  constructor(address: URL, privateAddresses: boolean) {
    this.path = address.pathname;
    this.pool = new Pool(address.origin, {
      connections: MOST.underWay,
      connect: guardedConnector({ timeout: CONNECT_TIMEOUT_MILLISECONDS, privateAddresses }),
      headersTimeout: 0, // the signal covers all of it
      bodyTimeout: 0,
    });
  }

  /**
   * Asks when the turn has come, and hands the answer over as soon as it begins: whoever reads it ends it, and the turn.
   * @param question is put then: what it is signed with is not good for long
   * @param signal is aborted when the last byte comes too late, or nobody waits for it any more
   * @throws NodeFailure NODE_TIMEOUT, NODE_UNAVAILABLE, or BUSY where too many wait
   */
  async open(question: () => Promise<FileQuestion>, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const end = await this.turns.take(signal);
    if (end === 'TOO_MANY') throw new NodeFailure(ErrorCode.BUSY, 'too many files of it are waited for');
    if (end === 'TOO_LATE') throw new NodeFailure(ErrorCode.NODE_TIMEOUT, 'the turn did not come in time');
    try {
      const { body, headers } = await question();
      if (!areSendable(headers)) throw new Error('a header cannot be sent');
      const answer = await this.pool.request({ path: this.path, method: 'POST', headers, body, signal });
      answer.body.once('close', end);
      return answer;
    } catch (error) {
      end();
      throw new NodeFailure(signal.aborted ? ErrorCode.NODE_TIMEOUT : ErrorCode.NODE_UNAVAILABLE, error instanceof Error ? error.message : String(error));
    }
  }

  /** Ends when the files under way have come. */
  async retire(): Promise<void> {
    await this.pool.close();
  }

  /** Ends at once. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
