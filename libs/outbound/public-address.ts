import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address is one of the public internet: not this machine's, a private network's, a link's (where clouds
 * keep their secrets, 169.254.169.254) or a reserved one; an IPv6 address that carries an IPv4 one is read as that.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || !CARRIERS.some((carrier) => parsed.match(carrier)));
}

/** IPv6 ranges that reach an IPv4 address by way of a translator, whichever address that is. */
const CARRIERS = ['64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32', '::/96'].map((range) => ipaddr.IPv6.parseCIDR(range));
