import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { type LookupFunction, isIP } from 'node:net';
import { buildConnector } from 'undici';
import { isPublicAddress } from './public-address.js';

/** A connection that was not made, for its address is not one to be reached from here. */
export class RefusedAddress extends Error {
  constructor(
    readonly host: string,
    readonly address: string,
  ) {
    super(`${host} is at ${address}, which is not an address of the public internet`);
    this.name = 'RefusedAddress';
  }
}

export interface ConnectorOptions {
  /** Milliseconds that a connection may take to be made. */
  readonly timeout: number;
  /** Whether addresses of this machine and of private networks may be reached too. */
  readonly privateAddresses: boolean;
  /** How names are resolved; as the operating system does when not given. */
  readonly resolve?: Resolve;
}

export type Resolve = (host: string, options: LookupAllOptions, callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void) => void;

/**
 * Makes connections for undici, and checks the address that is being connected to, not the name that led there: a name
 * may lead to another address each time it is asked (DNS rebinding).
 */
export function guardedConnector({ timeout, privateAddresses, resolve = lookup }: ConnectorOptions): buildConnector.connector {
  if (privateAddresses) return buildConnector({ timeout });
  const connect = buildConnector({ timeout, lookup: publicLookup(resolve) });
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '');
    // An address in the place of a name is never looked up.
    if (isIP(host) !== 0 && !isPublicAddress(host)) callback(new RefusedAddress(host, host), null);
    else connect(options, callback);
  };
}

/** dns.lookup, and an error where any of the addresses is not public: nobody public has one that is. */
function publicLookup(resolve: Resolve): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const refused = addresses.find(({ address }) => !isPublicAddress(address));
      const [first] = addresses;
      if (refused || !first) return callback(new RefusedAddress(host, refused?.address ?? 'no address'), '');
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
