import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import type { TestNetwork } from '#support/network.js';
import { HOME, sharing } from './stage.js';

const OUTCOMES: Readonly<Record<number, string>> = { 200: 'yes', 401: 'sign in', 403: 'forbidden', 404: 'not found' };

/**
 * What somebody gets who asks for a file about the volunteer who agreed to all.
 * @param field as the table has it: `GET /record-book.pdf`
 */
export async function fileOutcome(network: TestNetwork, field: string, actor: Actor | null): Promise<string> {
  const path = field.slice('GET '.length);
  const headers = new Headers();
  if (actor) headers.set('authorization', `Bearer ${await network.token(actor)}`);
  const response = await fetch(`${network.gateway.origin}${path}?volunteer=${globalId(HOME, sharing.id)}`, { headers });
  await response.arrayBuffer();
  return OUTCOMES[response.status] ?? String(response.status);
}
