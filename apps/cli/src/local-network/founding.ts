import { rename, writeFile } from 'node:fs/promises';
import { CONTRACT_VERSION } from '#contract/version.js';
import type { SigningPublicKey } from '#identity/keys.js';
import type { PublicKeys } from '#identity/private-keys.js';
import type { Member } from '#roster/roster.js';
import { COORDINATING } from '../demo/colleges.js';

/** The gateway of this machine: its public key, and where it answers. */
export interface LocalGateway {
  readonly key: SigningPublicKey;
  readonly url: string;
}

/** A college that runs on this machine: who it is, where its node answers, and its public keys. */
export interface LocalCollege extends Pick<Member, 'code' | 'name' | 'shortName' | 'city' | 'region'> {
  readonly endpoint: string;
  /** Where its people sign in. */
  readonly issuer: string;
  readonly keys: PublicKeys;
}

/** The local gateway's id in the roster. */
export const GATEWAY_ID = 'gateway';

/**
 * Writes what the local registry founds its network with. It takes over what is new, this start's ports, and keeps
 * what has been decided since, a suspended college or a sixth one.
 */
export async function writeFounding(path: string, colleges: readonly LocalCollege[], gateway: LocalGateway): Promise<void> {
  const founders = colleges.map(({ endpoint, issuer, keys: { signing, encryption }, code, name, shortName, city, region }) => {
    const who = { code, name, shortName, city, region, coordinates: COORDINATING.has(code) };
    return { ...who, endpoint, issuer, contractVersion: CONTRACT_VERSION, keys: [signing, encryption] };
  });
  const founding = { colleges: founders, gateways: [{ id: GATEWAY_ID, keys: [gateway.key], url: gateway.url }] };
  await writeFile(`${path}.new`, `${JSON.stringify(founding, null, 2)}\n`);
  await rename(`${path}.new`, path);
}
