import { InvalidArgumentError } from 'commander';
import { isPlainAddress } from '#contract/plain-address.js';
import { badPorts } from '../bad-ports.js';

/** @throws InvalidArgumentError for what is no address that everybody may know and any browser reach */
export function httpUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new InvalidArgumentError('It must be an address: https://…');
  if (!isPlainAddress(text)) throw new InvalidArgumentError('It must hold no user name and no password: everybody will see it.');
  const { port } = new URL(text);
  if (badPorts([Number(port)]).length > 0) throw new InvalidArgumentError(`No browser connects to port ${port}: give another.`);
  return text;
}

/** The node's provider stands at /oidc, behind the same proxy. */
export function issuerBeside(endpoint: string): string {
  return new URL('/oidc', endpoint).href;
}
