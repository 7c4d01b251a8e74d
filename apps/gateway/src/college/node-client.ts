import { performance } from 'node:perf_hooks';
import { type Dispatcher, Pool } from 'undici';
import { ErrorCode } from '#contract/error-codes.js';
import { guardedConnector } from '#outbound/guarded-connector.js';
import { CallQueue } from './call-queue.js';
import { AskedTooMuch, NodeFailure, NotAsked } from './failure.js';
import { areSendable } from './sendable-headers.js';

const CONNECTIONS = 32;
const CONNECT_TIMEOUT_MILLISECONDS = 2_000;

export interface NodeClientOptions {
  /** Bytes of an answer, after which it is cut off and refused. */
  readonly maxAnswerBytes: number;
  /** Calls under way or waiting for a connection, after which a further one is refused at once. */
  readonly maxCalls: number;
  /** Whether the endpoint may be at an address of this machine or of a private network. */
  readonly privateAddresses: boolean;
}

/** Headers of a post; one that is undefined is not sent. */
export type PostHeaders = Readonly<Record<string, string | undefined>>;

/** An HTTP answer that came whole. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/**
 * HTTP to one endpoint: keep-alive connections, a deadline over the whole exchange, a cap on bytes, no redirects.
 * It knows nothing of GraphQL.
 */
export class NodeClient {
  private readonly pool: Pool;
  private readonly path: string;
  /** In front of the pool, whose own queue nobody can leave: each call that had waited in vain would cost a connection. */
  private readonly calls = new CallQueue(CONNECTIONS);

  constructor(
    readonly endpoint: string,
    private readonly options: NodeClientOptions,
  ) {
    const { origin, pathname, search } = new URL(endpoint);
    this.path = `${pathname}${search}`;
    // The deadline is ours and covers all of it; undici's own would only cut in between.
    this.pool = new Pool(origin, {
      connections: CONNECTIONS,
      connect: guardedConnector({ timeout: CONNECT_TIMEOUT_MILLISECONDS, privateAddresses: options.privateAddresses }),
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /**
   * Posts one body.
   * @param milliseconds until when the last byte must have come
   * @param path the endpoint's own where not said
   * @throws NodeFailure NODE_TIMEOUT, NODE_UNAVAILABLE or NODE_BAD_ANSWER
   */
  post(body: string, headers: PostHeaders, milliseconds: number, path = this.path): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      if (this.calls.size >= this.options.maxCalls) {
        return reject(new NotAsked(ErrorCode.NODE_UNAVAILABLE, 'too many calls are waiting for this node'));
      }
      if (!areSendable(headers)) return reject(new NotAsked(ErrorCode.NODE_UNAVAILABLE, 'a header cannot be sent'));
      if (milliseconds <= 0) return reject(new NotAsked(ErrorCode.NODE_TIMEOUT, 'no time is left'));
      const settle = (outcome: HttpAnswer | NodeFailure): void => {
        this.calls.leave(begin);
        if (outcome instanceof NodeFailure) reject(outcome);
        else resolve(outcome);
      };
      const exchange = new Exchange(this.options.maxAnswerBytes, milliseconds, settle, () => this.calls.end());
      const begin = (): void => void this.pool.dispatch({ path, method: 'POST', headers, body }, exchange);
      this.calls.enter(begin);
    });
  }

  /** Ends when the calls under way and those that wait have; then none is taken any more. */
  async retire(): Promise<void> {
    await this.calls.emptied();
    await this.pool.close();
  }

  /** Ends at once; calls under way and those that wait fail as unavailable. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }
}

/** One request and its answer, read as it comes. */
class Exchange implements Dispatcher.DispatchHandler {
  private readonly chunks: Buffer[] = [];
  private readonly timer: NodeJS.Timeout;
  private bytes = 0;
  private status = 0;
  private headers: HttpAnswer['headers'] = {};
  private controller: Dispatcher.DispatchController | null = null;
  private settled = false;
  private isOver = false;

  /**
   * @param done is told the outcome, once, as soon as it is known
   * @param over is called once, when a connection that was given to it is free again
   */
  constructor(
    private readonly maxBytes: number,
    milliseconds: number,
    private readonly done: (outcome: HttpAnswer | NodeFailure) => void,
    private readonly over: () => void,
  ) {
    this.timer = setTimeout(() => this.fail(new NodeFailure(ErrorCode.NODE_TIMEOUT, 'the deadline passed')), milliseconds);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // Its connection was made when the deadline had passed.
    if (this.settled) controller.abort(new Error('late'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: HttpAnswer['headers']): void {
    if (status >= 300 && status < 400) return this.fail(new NodeFailure(ErrorCode.NODE_BAD_ANSWER, 'a redirect is not followed'));
    this.status = status;
    this.headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > this.maxBytes) return this.fail(new AskedTooMuch('the answer is too large'));
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.free();
    if (this.settled) return;
    this.settle();
    const [first] = this.chunks;
    const whole = this.chunks.length === 1 && first ? first : Buffer.concat(this.chunks);
    this.done({ status: this.status, headers: this.headers, body: whole.toString('utf8') });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.free();
    this.fail(new NodeFailure(ErrorCode.NODE_UNAVAILABLE, error.message));
  }

  private fail(failure: NodeFailure): void {
    if (this.settled) return;
    this.settle();
    this.done(failure);
    this.controller?.abort(failure);
  }

  private free(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.over();
  }

  private settle(): void {
    this.settled = true;
    clearTimeout(this.timer);
  }
}

/** Milliseconds on a clock that never jumps. */
export function now(): number {
  return performance.now();
}
