import { writeFile } from 'node:fs/promises';
import type { JWK } from 'jose';
import { signAccessToken } from '#identity/access-token.js';
import { demoPeople } from '../demo/demo-people.js';

export interface DemoToken {
  readonly college: string;
  readonly role: 'CURATOR' | 'VOLUNTEER' | 'COORDINATOR';
  readonly token: string;
}

const LIFETIME = '12h';

/** Tokens for one curator and one volunteer of a college, and for its coordinator where it has one, signed with its key. */
export async function demoTokens(college: string, key: JWK): Promise<DemoToken[]> {
  const people = demoPeople(college);
  const tokens = (['CURATOR', 'VOLUNTEER', 'COORDINATOR'] as const).map(async (role) => {
    const actor = people.find(({ roles }) => roles.includes(role));
    return actor ? [{ college, role, token: await signAccessToken(actor, key, LIFETIME) }] : [];
  });
  return (await Promise.all(tokens)).flat();
}

/** For scripts: `{ "bat": { "curator": "…", "volunteer": "…" } }`, which nobody else may read. */
export async function writeTokens(path: string, tokens: readonly DemoToken[]): Promise<void> {
  const byCollege: Record<string, Record<string, string>> = {};
  for (const { college, role, token } of tokens) byCollege[college] = { ...byCollege[college], [role.toLowerCase()]: token };
  await writeFile(path, `${JSON.stringify(byCollege, null, 2)}\n`, { mode: 0o600 });
}
