import type { JWK } from 'jose';
import { z } from 'zod';
import type { SigningPublicKey } from '#identity/keys.js';
import { type FindKey, InvalidToken, type TokenKind, signClaims, verifyClaims } from '#identity/signed-claims.js';
import { REGISTRY_ID } from '#roster/roster.js';

const LIFETIME = '5m';

/** One kind of thing that a college says to the registry under its own key. */
export class Statement<Shape extends z.ZodRawShape> {
  private readonly kind: TokenKind;

  /** @param typ what keeps one kind from being taken for another (RFC 8725 §3.11) */
  constructor(
    typ: string,
    private readonly shape: z.ZodObject<Shape>,
  ) {
    this.kind = { typ, audience: REGISTRY_ID };
  }

  /** @param key the college's private Ed25519 key */
  sign(college: string, claims: z.input<z.ZodObject<Shape>>, key: JWK): Promise<string> {
    return signClaims(this.kind, { issuer: college, subject: college, claims: { ...claims } }, key, LIFETIME);
  }

  /** @throws InvalidToken whatever is wrong with it */
  async verify(token: string, findKey: FindKey): Promise<Stated<z.output<z.ZodObject<Shape>>>> {
    const payload = await verifyClaims(this.kind, token, findKey);
    const parsed = this.shape.safeParse(payload);
    if (!parsed.success || payload.iss === undefined || payload.iss !== payload.sub) throw new InvalidToken('It does not say what it should.');
    return { college: payload.iss, said: parsed.data };
  }
}

export interface Stated<Said> {
  readonly college: string;
  readonly said: Said;
}

/** Finds one key and no other, whoever is said to have signed. */
export function only(key: SigningPublicKey): FindKey {
  return (_signer, kid) => (kid === key.kid ? key : undefined);
}
