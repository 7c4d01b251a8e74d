import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { ErrorCode } from '#contract/error-codes.js';
import { RELAY_PATH } from '#identity/message/message-paths.js';
import { receiptBody } from '#identity/message/relay-answers.js';
import { signRelayPass } from '#identity/message/relay-pass.js';
import { type PrivateKeys, readPrivateKeys } from '#identity/private-keys.js';
import { guardedConnector } from '#outbound/guarded-connector.js';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';

/** The gateway gives up after two seconds; a gateway that says nothing for longer is not waited for. */
const DEADLINE_MILLISECONDS = 5_000;
const OK = 200;
const MOST_BYTES = 65_536;

/** A gateway that passes messages on. */
export interface Relay {
  readonly id: string;
  readonly url: string;
}

/** What is known of a receiver that gave no receipt: whether it was not reached, answered something else, or neither was told. */
export type Reached = 'ABSENT' | 'PRESENT' | 'UNKNOWN';

/** No receipt came back, and why, in words for whoever looks after the node. */
export class NoReceipt extends Error {
  constructor(
    problem: string,
    readonly receiver: Reached = 'UNKNOWN',
  ) {
    super(problem);
  }
}

const refusalShape = z.object({ errors: z.tuple([z.object({ message: z.string().max(500), extensions: z.object({ code: z.string() }) })]) });
const REACHED: ReadonlyMap<string, Reached> = new Map([
  [ErrorCode.NODE_UNAVAILABLE, 'ABSENT'],
  [ErrorCode.NODE_TIMEOUT, 'ABSENT'],
  [ErrorCode.ROSTER_EXPIRED, 'UNKNOWN'], // the gateway's own
]);

/** HTTP from a node to gateways: addresses checked, a deadline, a cap on bytes, no redirects. */
@Injectable()
export class RelayClient implements OnApplicationShutdown {
  private readonly agent: Agent;
  private readonly keys: PrivateKeys;
  private readonly closing = new AbortController();

  constructor(@Inject(NODE_CONFIG) private readonly config: NodeConfig) {
    this.agent = new Agent({ connect: guardedConnector({ timeout: DEADLINE_MILLISECONDS, privateAddresses: config.privateAddresses }) });
    this.keys = readPrivateKeys(config.keys);
  }

  /**
   * Hands one sealed message over.
   * @returns the receipt that came back, whoever made it
   * @throws NoReceipt
   */
  async pass({ id, url }: Relay, receiver: string, message: string): Promise<string> {
    const body = JSON.stringify({ message });
    const pass = await signRelayPass(this.config.collegeCode, id, body, this.keys.signing);
    const { status, text } = await this.post(id, new URL(`${RELAY_PATH}/${receiver}`, withSlash(url)), body, pass);
    if (status !== OK) throw refusal(id, status, text);
    const answer = receiptBody.safeParse(parsed(text));
    if (!answer.success) throw new NoReceipt(`${id} brought no receipt.`, 'PRESENT');
    return answer.data.receipt;
  }

  /** Ends calls under way: they are made again after the next start. */
  abort(): void {
    this.closing.abort();
  }

  async onApplicationShutdown(): Promise<void> {
    this.abort();
    await this.agent.destroy();
  }

  private async post(id: string, url: URL, body: string, pass: string): Promise<{ status: number; text: string }> {
    try {
      const { statusCode, body: stream } = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${pass}` },
        body,
        dispatcher: this.agent,
        signal: AbortSignal.any([this.closing.signal, AbortSignal.timeout(DEADLINE_MILLISECONDS)]),
      });
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of stream) {
        if (!Buffer.isBuffer(chunk)) continue;
        bytes += chunk.length;
        if (bytes > MOST_BYTES) throw new NoReceipt(`${id} answered with more than ${MOST_BYTES} bytes.`, 'PRESENT');
        chunks.push(chunk);
      }
      return { status: statusCode, text: Buffer.concat(chunks).toString('utf8') };
    } catch (error) {
      if (error instanceof NoReceipt) throw error;
      throw new NoReceipt(`${id} cannot be reached: ${error instanceof Error ? error.message : String(error)}`, 'ABSENT');
    }
  }
}

function refusal(relay: string, status: number, text: string): NoReceipt {
  const [said] = refusalShape.safeParse(parsed(text)).data?.errors ?? [];
  return said ? new NoReceipt(`${relay}: ${said.message}`, REACHED.get(said.extensions.code) ?? 'PRESENT') : new NoReceipt(`${relay} answered with HTTP ${status}.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
