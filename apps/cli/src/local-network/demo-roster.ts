import { readFile, rename, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { SigningPublicKey } from '#identity/keys.js';
import type { PublicKeys } from '#identity/private-keys.js';
import { type Gateway, type Member, type Roster, parseRoster } from '#roster/roster.js';

/** A college that runs on this machine: who it is, where its node answers, and its public keys. */
export interface LocalCollege extends Pick<Member, 'code' | 'name' | 'shortName' | 'city' | 'region'> {
  readonly endpoint: string;
  /** Where its people sign in. */
  readonly issuer: string;
  readonly keys: PublicKeys;
}

const CONTRACT_VERSION = 1;

/** The local gateway's id in the roster. */
export const GATEWAY_ID = 'gateway';

/**
 * Writes the roster, or brings the one that is there up to date with this start's ports and keys. What somebody
 * changed in it by hand (a status, a name, a sixth college) stays.
 * @throws InvalidRoster when the file that is there cannot be read
 */
export async function writeRoster(path: string, colleges: readonly LocalCollege[], gatewayKey: SigningPublicKey): Promise<void> {
  const json = await readFile(path, 'utf8').catch(() => null);
  const before = json === null ? null : parseRoster(json);
  const after = upToDate(before, colleges, { id: GATEWAY_ID, keys: [gatewayKey] });
  if (before !== null && isDeepStrictEqual({ ...before, version: 0 }, { ...after, version: 0 })) return;
  await writeFile(`${path}.new`, `${JSON.stringify(after, null, 2)}\n`);
  await rename(`${path}.new`, path); // whoever polls it reads one version or the other
}

function upToDate(before: Roster | null, local: readonly LocalCollege[], gateway: Gateway): Roster {
  const known = new Map(before?.colleges.map((member) => [member.code, member]));
  const ours = local.map(({ endpoint, issuer, keys: { signing, encryption }, code, name, shortName, city, region }): Member => {
    const fresh: Member = { code, name, shortName, city, region, status: 'MEMBER', endpoint, issuer, contractVersion: CONTRACT_VERSION, keys: [signing, encryption] };
    return { ...fresh, ...known.get(code), endpoint, issuer, keys: fresh.keys };
  });
  const others = (before?.colleges ?? []).filter(({ code }) => !local.some((college) => college.code === code));
  return { version: (before?.version ?? 0) + 1, colleges: [...ours, ...others], gateways: [gateway] };
}
