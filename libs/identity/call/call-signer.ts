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

/** Signs a gateway's calls to one node. */
export class CallSigner {
  private grant: Promise<Grant> | null = null;
  private renewAt = 0;

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

  async headersFor(message: SignedMessage): Promise<CallHeaders> {
    const { token, secret } = await this.currentGrant();
    return { [GRANT_HEADER]: token, ...signMessage(message, secret) };
  }

  private currentGrant(): Promise<Grant> {
    if (this.grant && Date.now() < this.renewAt) return this.grant;
    this.renewAt = Date.now() + USED_FOR_MILLISECONDS;
    this.grant = makeGrant(this.gateway, this.key, this.college, this.recipient);
    return this.grant;
  }
}
