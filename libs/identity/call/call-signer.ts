import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import type { EncryptionPublicKey } from '../keys.js';
import { GRANT_SECONDS, type Grant, makeGrant } from './grant.js';
import { type SignatureHeaders, signMessage, type SignedMessage } from './message-signature.js';

/** The header in which a grant travels, with every call that is signed by its secret. */
export const GRANT_HEADER = 'dobroset-grant';

/** Every header that a signed call brings. */
export type CallHeaders = SignatureHeaders & { readonly [GRANT_HEADER]: string };

/** A grant is used for half its life, so that a slow call or clock never brings an expired one. */
const USED_FOR_MILLISECONDS = (GRANT_SECONDS / 2) * 1_000;

/** A grant in use, and how many calls it has signed. */
interface InUse {
  readonly grant: Grant;
  readonly renewAt: number;
  /** Starts each nonce; the count goes on from it, for random bytes cost more than all else of a signature. */
  readonly prefix: string;
  calls: number;
}

const PREFIX_BYTES = 15;

/** Signs a gateway's calls to one node. */
export class CallSigner {
  private inUse: InUse | null = null;
  private coming: Promise<InUse> | null = null;

  /** @param gateway its id in the roster */
  constructor(
    private readonly gateway: string,
    private readonly key: JWK,
    private readonly college: string,
    private readonly recipient: EncryptionPublicKey,
  ) {}

  /** Which of the node's keys its calls are sealed to. */
  get recipientKid(): string {
    return this.recipient.kid;
  }

  /** At once while a grant is in use: a promise for each call would be felt where sixty nodes are asked. */
  headersFor(message: SignedMessage): CallHeaders | Promise<CallHeaders> {
    if (this.inUse && Date.now() < this.inUse.renewAt) return headersUnder(this.inUse, message);
    this.coming ??= this.renewed().finally(() => (this.coming = null));
    return this.coming.then((inUse) => headersUnder(inUse, message));
  }

  private async renewed(): Promise<InUse> {
    const grant = await makeGrant(this.gateway, this.key, this.college, this.recipient);
    const prefix = randomBytes(PREFIX_BYTES).toString('base64url');
    this.inUse = { grant, renewAt: Date.now() + USED_FOR_MILLISECONDS, prefix, calls: 0 };
    return this.inUse;
  }
}

function headersUnder(inUse: InUse, message: SignedMessage): CallHeaders {
  inUse.calls += 1;
  const { 'content-digest': digest, 'signature-input': input, signature } = signMessage(message, inUse.grant.secret, `${inUse.prefix}-${inUse.calls.toString(36)}`);
  return { [GRANT_HEADER]: inUse.grant.token, 'content-digest': digest, 'signature-input': input, signature };
}
