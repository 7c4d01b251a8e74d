import { isIPv6 } from 'node:net';

const GROUPS = 8;
/** One customer has at least this much of IPv6 (RFC 6177), and may use any address of it. */
const GROUPS_OF_ONE_CLIENT = 4;

/** Whose address it is: an IPv4 address, or the /64 of an IPv6 one. */
export function clientOf(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  const [plain = ''] = address.split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const between = tail === undefined ? [] : Array.from({ length: GROUPS - before.length - after.length }, () => '0');
  return `${[...before, ...between, ...after].slice(0, GROUPS_OF_ONE_CLIENT).join(':')}::/64`;
}
