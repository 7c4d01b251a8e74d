import { CallSigner } from '#identity/call/call-signer.js';
import { ErrorCode } from '#contract/error-codes.js';
import { REQUEST_ID_HEADER } from '#defence/request-id.js';
import { encryptionKeyOf } from '#roster/members.js';
import { REGISTRY_ID, type Roster } from '#roster/roster.js';
import { NodeFailure } from '../college/failure.js';
import { NodeClient } from '../college/node-client.js';
import type { Caller } from '../college/nodes.js';
import { type RawAnswer, rawAnswer } from '../college/read-answer.js';
import type { RegistryCalls } from './registry-calls.js';
import { RegistryRequest } from './registry-request.js';

const LIMITS = { maxAnswerBytes: 2 ** 20, maxCalls: 64 };
const UNAUTHORIZED = 401;

interface Line {
  readonly client: NodeClient;
  readonly signer: CallSigner;
}

/** The way to the registry, where the roster names one. */
export class Registry {
  private line: Line | null = null;

  constructor(
    private readonly caller: Caller,
    private readonly privateAddresses: boolean,
  ) {}

  /** Takes over where the roster says that it is. */
  reconcile({ registry }: Roster): void {
    const recipient = registry && encryptionKeyOf(registry);
    if (registry?.endpoint === this.line?.client.endpoint && recipient?.kid === this.line?.signer.recipientKid) return;
    void this.line?.client.retire();
    this.line = registry && recipient ? this.lineTo(registry.endpoint, new CallSigner(this.caller.id, this.caller.key, REGISTRY_ID, recipient)) : null;
  }

  /**
   * The registry for one client request, asked in the name of whoever the assertion is about.
   * @param requestId under which the registry's log tells of it
   */
  forRequest(assertion: string | undefined, requestId: string): RegistryCalls {
    const authorization = assertion === undefined ? undefined : `Bearer ${assertion}`;
    return new RegistryRequest((body, milliseconds) => this.send(body, authorization, requestId, milliseconds));
  }

  async close(): Promise<void> {
    await this.line?.client.close();
    this.line = null;
  }

  private lineTo(endpoint: string, signer: CallSigner): Line {
    return { client: new NodeClient(endpoint, { ...LIMITS, privateAddresses: this.privateAddresses }), signer };
  }

  private async send(body: string, authorization: string | undefined, requestId: string, milliseconds: number): Promise<RawAnswer> {
    if (!this.line) throw new NodeFailure(ErrorCode.NODE_UNAVAILABLE, 'the roster names no registry');
    const { client, signer } = this.line;
    const headers = { 'content-type': 'application/json', accept: 'application/json', [REQUEST_ID_HEADER]: requestId, ...(await signer.headersFor({ body, authorization })) };
    const answer = await client.post(body, authorization === undefined ? headers : { ...headers, authorization }, milliseconds);
    if (answer.status === UNAUTHORIZED) throw new NodeFailure(ErrorCode.UNAUTHENTICATED, 'it does not accept this call');
    try {
      return rawAnswer(JSON.parse(answer.body));
    } catch {
      throw new NodeFailure(ErrorCode.NODE_BAD_ANSWER, 'no GraphQL answer');
    }
  }
}
