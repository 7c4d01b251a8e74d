import { Inject, Injectable } from '@nestjs/common';
import type { JWK } from 'jose';
import { statusListUrl } from '#credentials/names.js';
import { readPrivateKeys } from '#identity/private-keys.js';
import { memberOf } from '#roster/members.js';
import type { Member } from '#roster/roster.js';
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

  get key(): JWK {
    return readPrivateKeys(this.config.keys).signing;
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
