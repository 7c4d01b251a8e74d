import { type JWK, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import type { SigningPublicKey } from '#identity/keys.js';
import { CLOCK_TOLERANCE_SECONDS, type FindKey, InvalidToken, type TokenKind, signClaims, verifyClaims } from '#identity/signed-claims.js';
import { REGISTRY_ID } from '#roster/roster.js';

/** Seconds for which a statement is good at most, whatever its signer writes: as long it has to be remembered. */
const GOOD_FOR_SECONDS = 300;

const frameShape = z.object({ iss: z.string(), sub: z.string(), jti: z.string().min(1).max(100), iat: z.number(), exp: z.number() });

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
    return signClaims(this.kind, { issuer: college, subject: college, claims: { ...claims } }, key, `${GOOD_FOR_SECONDS}s`);
  }

  /** @throws InvalidToken whatever is wrong with it */
  async verify(token: string, findKey: FindKey): Promise<Stated<z.output<z.ZodObject<Shape>>>> {
    const payload = await verifyClaims(this.kind, token, findKey);
    const parsed = this.shape.safeParse(payload);
    const frame = frameShape.safeParse(payload);
    if (!parsed.success || !frame.success || frame.data.iss !== frame.data.sub) throw new InvalidToken('It does not say what it should.');
    const { iss, jti, iat, exp } = frame.data;
    if (exp - iat > GOOD_FOR_SECONDS) throw new InvalidToken('The statement is good for too long.');
    const { kid = '' } = decodeProtectedHeader(token);
    return { college: iss, kid, id: jti, until: new Date((exp + CLOCK_TOLERANCE_SECONDS) * 1_000), said: parsed.data };
  }
}

export interface Stated<Said> {
  readonly college: string;
  /** Of the key that it was checked with. */
  readonly kid: string;
  /** Its `jti`: of what one signer says, nothing else has it. */
  readonly id: string;
  /** When nobody takes it any more. */
  readonly until: Date;
  readonly said: Said;
}

/** Finds one key and no other, whoever is said to have signed. */
export function only(key: SigningPublicKey): FindKey {
  return (_signer, kid) => (kid === key.kid ? key : undefined);
}
