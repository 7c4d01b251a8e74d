import { LRUCache } from 'lru-cache';
import type { JWK } from 'jose';
import { CLOCK_TOLERANCE_SECONDS, type FindKey, InvalidToken } from '../signed-claims.js';
import { GRANT_HEADER } from './call-signer.js';
import { type OpenedGrant, openGrant } from './grant.js';
import { checkMessage, type SignedMessage } from './message-signature.js';
import { ReplayCache } from './replay-cache.js';

/** A gateway has two at a time. */
const REMEMBERED_GRANTS = 100;

/** A signature may be from the future by one tolerance, and is refused once it is from the past by another. */
const REPLAYABLE_MILLISECONDS = 2 * CLOCK_TOLERANCE_SECONDS * 1_000 + 1_000;

/** One header of a request, as Node.js gives it. */
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Checks, at a node, that a call comes from a gateway of the roster, was meant for this node, and is new. */
export class CallChecker {
  private readonly grants = new LRUCache<string, OpenedGrant>({ max: REMEMBERED_GRANTS });
  private readonly nonces = new ReplayCache(REPLAYABLE_MILLISECONDS);
  /** Unix seconds: what an earlier process was sent, this one does not know. */
  private readonly startedAt = Math.floor(Date.now() / 1_000);

  /**
   * @param decryption the node's private X25519 keys
   * @param findGatewayKey finds a gateway's public key in the roster
   */
  constructor(
    private readonly college: string,
    private readonly decryption: readonly JWK[],
    private readonly findGatewayKey: FindKey,
  ) {}

  /**
   * Opens the grant that a call brings, before anything of its body is read.
   * @throws InvalidToken for one that is nobody's on the roster, or another node's
   */
  async grantOf(headers: Headers): Promise<OpenedGrant> {
    const token = one(headers[GRANT_HEADER]);
    const known = this.grants.get(token);
    if (known) return known;
    const grant = await openGrant(token, this.college, this.decryption, this.findGatewayKey);
    this.grants.set(token, grant, { ttl: Math.max(1, (grant.expiresAt + CLOCK_TOLERANCE_SECONDS) * 1_000 - Date.now()) });
    return grant;
  }

  /** @throws InvalidToken for a call that the grant's holder did not sign, or that was altered, is too old or was made before */
  check(message: SignedMessage, headers: Headers, { gateway, secret }: OpenedGrant): void {
    const signature = {
      'content-digest': one(headers['content-digest']),
      'signature-input': one(headers['signature-input']),
      signature: one(headers['signature']),
    };
    const { nonce, created } = checkMessage(message, signature, secret);
    if (created < this.startedAt) throw new InvalidToken('The call was signed before this process could remember what it was sent.');
    if (!this.nonces.isFirst(`${gateway} ${nonce}`)) throw new InvalidToken('The call was made before.');
  }

  /** Whether a call brings a grant that was opened already. */
  remembers(headers: Headers): boolean {
    return this.grants.has(one(headers[GRANT_HEADER]));
  }

  /** Forgets the grants that were opened: the roster's keys have changed. */
  forget(): void {
    this.grants.clear();
  }
}

function one(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}
