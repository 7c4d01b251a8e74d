import { CompactSign, type JWK, compactVerify, importJWK } from 'jose';
import { z } from 'zod';
import { isCompactJws } from '#identity/compact-jws.js';
import type { SigningPublicKey } from '#identity/keys.js';
import { ALGORITHM, CLOCK_TOLERANCE_SECONDS, publicCryptoKey } from '#identity/signed-claims.js';
import { InvalidCredential } from './invalid-credential.js';
import { collegeIn } from './names.js';

const TYPE = 'vc+jwt';

/** Of an Ed25519 signature in base64url. */
const SIGNATURE_CHARACTERS = 86;

/** Everything that a header may say: what else there is (jku, jwk, crit, …) would be somebody’s wish to choose the key or the rules. */
const headerShape = z.strictObject({ alg: z.literal(ALGORITHM), kid: z.string().min(1), typ: z.literal(TYPE) });

const issuedShape = z.looseObject({
  issuer: z.looseObject({ id: z.string() }),
  validFrom: z.iso.datetime(),
});

/** Finds the key that a college signed with at that moment; undefined when the roster has none that was in force then. */
export type FindIssuerKey = (issuer: string, kid: string, issuedAt: Date) => SigningPublicKey | undefined;

/** A credential whose signature is good. What it says besides is whatever its issuer wanted to say. */
export interface Signed {
  readonly issuer: string;
  readonly issuedAt: Date;
  readonly content: unknown;
}

/** Secures a credential as a compact JWS (Securing Verifiable Credentials using JOSE and COSE §3.1.1). */
export async function signCredential(content: object, key: JWK): Promise<string> {
  if (key.kid === undefined) throw new Error('A signing key needs a kid.');
  return new CompactSign(Buffer.from(JSON.stringify(content)))
    .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: TYPE })
    .sign(await importJWK(key, ALGORITHM));
}

/**
 * Checks the form, the key and the signature.
 * @param longest characters
 * @throws InvalidCredential
 */
export async function openCredential(jws: string, longest: number, findKey: FindIssuerKey): Promise<Signed> {
  if (jws.length > longest) throw new InvalidCredential('NOT_A_CREDENTIAL', 'It is too long.');
  const [header = '', payload = '', signature = ''] = jws.split('.');
  // One that was not copied whole is not yet a forged one.
  if (signature.length !== SIGNATURE_CHARACTERS || !isCompactJws(jws)) {
    throw new InvalidCredential('NOT_A_CREDENTIAL', 'It is no compact JWS.');
  }
  const { kid } = read(headerShape, header);
  const content = read(issuedShape, payload);
  const issuer = collegeIn(content.issuer.id);
  const issuedAt = new Date(content.validFrom);
  if (issuer === null) throw new InvalidCredential('UNKNOWN_ISSUER', 'Its issuer is no college.');
  if (issuedAt.getTime() > Date.now() + CLOCK_TOLERANCE_SECONDS * 1_000) {
    throw new InvalidCredential('KEY_NOT_IN_FORCE', 'It was issued in the future.');
  }
  const key = findKey(issuer, kid, issuedAt);
  if (!key) throw new InvalidCredential('KEY_NOT_IN_FORCE', 'The roster has no such key that was in force when it was issued.');
  await checkSignature(jws, key);
  return { issuer, issuedAt, content };
}

async function checkSignature(jws: string, key: SigningPublicKey): Promise<void> {
  try {
    await compactVerify(jws, await publicCryptoKey(key), { algorithms: [ALGORITHM] });
  } catch {
    throw new InvalidCredential('BAD_SIGNATURE', 'It is not what its issuer signed.');
  }
}

function read<Shape extends z.ZodType>(shape: Shape, part: string): z.infer<Shape> {
  const parsed = shape.safeParse(jsonOf(part));
  if (!parsed.success) throw new InvalidCredential('NOT_A_CREDENTIAL', parsed.error.issues.map(({ path }) => path.join('.')).join(', '));
  return parsed.data;
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url')));
  } catch {
    throw new InvalidCredential('NOT_A_CREDENTIAL', 'It is no JSON.');
  }
}
