/** Why a credential does not count. The codes are what `verifyCredential` and `dobroset verify` answer with. */
export const Reason = {
  /** It is no entry of a record book: cut off, mistyped, or something else. */
  NOT_A_CREDENTIAL: 'NOT_A_CREDENTIAL',
  /** It is not what its issuer signed: something of it was altered. */
  BAD_SIGNATURE: 'BAD_SIGNATURE',
  /** The issuer is no member of the network and never was. */
  UNKNOWN_ISSUER: 'UNKNOWN_ISSUER',
  /** The network has suspended the issuer: until that is settled nobody vouches for what it issued. */
  ISSUER_SUSPENDED: 'ISSUER_SUSPENDED',
  /** The key that signed it was not the issuer's at that time: retired before, of another college, or the issuer had left. */
  KEY_NOT_IN_FORCE: 'KEY_NOT_IN_FORCE',
  /** The issuer took it back. */
  REVOKED: 'REVOKED',
  /** Genuine, and nobody can tell whether it was taken back: the issuer's status list is missing or too old. */
  STATUS_UNKNOWN: 'STATUS_UNKNOWN',
} as const;

export type Reason = keyof typeof Reason;

/** A credential that does not count, with a sentence for people that says why. */
export class InvalidCredential extends Error {
  constructor(
    readonly reason: Reason,
    message: string,
  ) {
    super(message);
    this.name = 'InvalidCredential';
  }
}
