import { ErrorCode } from '#contract/error-codes.js';
import { NodeFailure, NotAsked } from '../college/failure.js';
import { now } from '../college/node-client.js';
import type { RawAnswer } from '../college/read-answer.js';
import type { RegistryCalls } from './registry-calls.js';

/** A person waits for it, and everything else has been answered by then. */
const DEADLINE_MILLISECONDS = 3_000;

/** After these the registry is not worth waiting for once more in the same request. */
const GONE: ReadonlySet<ErrorCode> = new Set([ErrorCode.NODE_TIMEOUT, ErrorCode.NODE_UNAVAILABLE]);

/** The registry as one client request uses it: however much that asks, it waits in vain no longer than for one answer. */
export class RegistryRequest implements RegistryCalls {
  private readonly reads = new Map<string, Promise<RawAnswer>>();
  /** Milliseconds that were waited in vain. */
  private lost = 0;
  private isGone = false;

  /** @param transmit sends one body, which is to be answered within so many milliseconds */
  constructor(private readonly transmit: (body: string, milliseconds: number) => Promise<RawAnswer>) {}

  read(query: string, variables: Readonly<Record<string, unknown>>): Promise<RawAnswer> {
    const body = JSON.stringify({ query, variables });
    const answer = this.reads.get(body) ?? this.send(body);
    this.reads.set(body, answer);
    return answer;
  }

  mutate(query: string, variables: Readonly<Record<string, unknown>>): Promise<RawAnswer> {
    return this.send(JSON.stringify({ query, variables }));
  }

  private async send(body: string): Promise<RawAnswer> {
    if (this.isGone || this.lost >= DEADLINE_MILLISECONDS) throw new NotAsked(ErrorCode.NODE_UNAVAILABLE, 'it gave no answer to what this request asked of it before');
    const began = now();
    try {
      return await this.transmit(body, DEADLINE_MILLISECONDS - this.lost);
    } catch (error) {
      this.lost += now() - began;
      this.isGone ||= error instanceof NodeFailure && GONE.has(error.code);
      throw error;
    }
  }
}
