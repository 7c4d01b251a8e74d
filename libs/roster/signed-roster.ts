import { CompactSign, type JWK, compactVerify, importJWK } from 'jose';
import type { SigningPublicKey } from '#identity/keys.js';
import { ALGORITHM, publicCryptoKey } from '#identity/signed-claims.js';
import { InvalidRoster, type Roster, parseRoster } from './roster.js';

const TYPE = 'roster+jws';

/** A roster as the registry publishes it. */
export type PublishedVersion = Roster & { readonly expiresAt: string };

/** Signs a roster: a compact JWS (RFC 7515 §3.1) whose payload is its JSON. */
export async function signRoster(roster: PublishedVersion, key: JWK): Promise<string> {
  if (key.kid === undefined) throw new Error('A signing key needs a kid.');
  return new CompactSign(Buffer.from(JSON.stringify(roster)))
    .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: TYPE })
    .sign(await importJWK(key, ALGORITHM));
}

/**
 * @param trusted the registry's public keys, as they were given when this machine joined
 * @throws InvalidRoster when none of them signed it, or when it is no roster or has no expiry
 */
export async function verifyRoster(jws: string, trusted: readonly SigningPublicKey[]): Promise<PublishedVersion> {
  const { version, expiresAt, ...rest } = parseRoster(await payloadOf(jws, trusted));
  if (expiresAt === undefined) throw new InvalidRoster(['expiresAt: a published roster expires']);
  return { version, expiresAt, ...rest };
}

async function payloadOf(jws: string, trusted: readonly SigningPublicKey[]): Promise<string> {
  try {
    const { payload, protectedHeader } = await compactVerify(
      jws,
      async ({ kid }) => {
        const key = trusted.find((one) => one.kid === kid);
        if (!key) throw new Error('its key is not the registry’s');
        return publicCryptoKey(key);
      },
      { algorithms: [ALGORITHM] },
    );
    if (protectedHeader.typ !== TYPE) throw new Error('it is something else that the registry signed');
    return Buffer.from(payload).toString('utf8');
  } catch (error) {
    throw new InvalidRoster([`signature: ${error instanceof Error ? error.message : String(error)}`]);
  }
}
