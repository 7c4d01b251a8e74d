import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { DEMO_PASSWORD, demoAccounts, demoPartner } from '../demo/demo-accounts.js';
import { issuerAt } from './ports.js';

/** Where and as whom one signs in at the local network. */
export const whoSignsInShape = z.object({
  pageOrigin: z.url(),
  colleges: z.record(
    z.string(),
    z.object({
      issuer: z.url(),
      password: z.string(),
      /** Logins, each also the name of a role. */
      logins: z.array(z.string()),
      /** The `client_id` of a partner's system; its secret is the password. */
      partner: z.string(),
    }),
  ),
});

export type WhoSignsIn = z.infer<typeof whoSignsInShape>;

/** For `dobroset token`. */
export async function writeWhoSignsIn(path: string, pageOrigin: string, nodes: readonly { readonly code: string; readonly port: number }[]): Promise<void> {
  const colleges = nodes.map(({ code, port }) => {
    const logins = demoAccounts(code).map(({ login }) => login);
    return [code, { issuer: issuerAt(port), password: DEMO_PASSWORD, logins, partner: demoPartner(code) }] as const;
  });
  const who: WhoSignsIn = { pageOrigin, colleges: Object.fromEntries(colleges) };
  await writeFile(path, `${JSON.stringify(who, null, 2)}\n`, { mode: 0o600 });
}
