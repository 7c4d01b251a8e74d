import { Injectable } from '@nestjs/common';

/**
 * At which colleges' events the home itself knows its volunteer to take part. Registrations are kept by the hosts, and a
 * host's word about itself is no evidence: until the home keeps its own side of taking part it knows of none, and contacts
 * stay at home.
 */
@Injectable()
export class KnownHosts {
  /** Codes of the hosts, by the volunteer's uuid. */
  readonly of: (volunteerId: string) => Promise<ReadonlySet<string>> = () => Promise.resolve(new Set());
}
