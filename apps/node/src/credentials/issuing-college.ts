import { Inject, Injectable } from '@nestjs/common';
import type { JWK } from 'jose';
import { statusListUrl } from '#credentials/names.js';
import { readSigningKeys } from '#identity/private-keys.js';
import { memberOf } from '#roster/members.js';
import type { Member, RosterKey } from '#roster/roster.js';
import type { RosterSource } from '#roster/roster-source.js';
import { ROSTER } from '../graph/roster.token.js';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';

/** This college as it signs what others are to check: as the roster names it, with the key that stands there. */
@Injectable()
export class IssuingCollege {
  constructor(
    @Inject(NODE_CONFIG) private readonly config: NodeConfig,
    @Inject(ROSTER) private readonly roster: RosterSource,
  ) {}

  get code(): string {
    return this.config.collegeCode;
  }

  /** @throws Error when this college is not on the roster: nobody could check what it signs */
  get name(): string {
    return this.member.name;
  }

  /**
   * The newest of its keys that is in force on the roster as this node has it: one that is not there yet, or is retired, would
   * make what it signs worthless.
   * @throws Error when none is
   */
  get key(): JWK {
    const { keys } = this.member;
    const found = readSigningKeys(this.config.keys).find(({ kid }) => keys.some((key) => key.kid === kid && isInForce(key)));
    if (!found) throw new Error(`None of the keys in KEYS is in force for ${this.code} on the roster, so nobody could check what it signs.`);
    return found;
  }

  /** Where the network finds a status list of this college. */
  statusListUrl(list: number): string {
    return statusListUrl(this.member.endpoint, list);
  }

  private get member(): Member {
    const member = memberOf(this.roster.current, this.code);
    if (!member) throw new Error(`The college ${this.code} is not on the roster, so nobody could check what it signs.`);
    return member;
  }
}

function isInForce({ retiredAt }: RosterKey): boolean {
  return retiredAt === undefined || Date.parse(retiredAt) > Date.now();
}
