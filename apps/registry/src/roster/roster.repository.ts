import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PrivateKeys } from '#identity/private-keys.js';
import type { Member, Roster } from '#roster/roster.js';
import { GatewayEntity } from '../founding/gateway.entity.js';
import { LogRepository } from '../log/log.repository.js';
import { type Past, pastIn } from '../log/membership-past.js';
import type { MembershipEntity } from '../memberships/membership.entity.js';
import { MembershipsRepository } from '../memberships/memberships.repository.js';
import { REGISTRY_CONFIG, REGISTRY_KEYS } from '../registry-config.token.js';
import type { RegistryConfig } from '../registry.config.js';
import { ownPlace } from './own-place.js';

@Injectable()
export class RosterRepository {
  constructor(
    private readonly database: DataSource,
    private readonly memberships: MembershipsRepository,
    private readonly log: LogRepository,
    @Inject(REGISTRY_CONFIG) private readonly config: RegistryConfig,
    @Inject(REGISTRY_KEYS) private readonly keys: PrivateKeys,
  ) {}

  /** Who is on the network, after the last decision in the log, whose number is the version. Who has only announced itself is not. */
  async current(): Promise<Roster> {
    return this.database.transaction('REPEATABLE READ', async (tx) => {
      const version = await this.log.lastNumber(tx);
      const memberships = (await this.memberships.all(tx)).filter(({ status }) => status !== 'INVITED');
      const entries = await this.log.standing(tx);
      const gateways = await tx.find(GatewayEntity, { order: { id: 'ASC' } });
      return {
        version,
        colleges: memberships.map((membership) => memberOf(membership, pastIn(entries.filter(({ subject }) => subject === membership.code)))),
        gateways: gateways.map(({ id, keys, url }) => ({ id, keys, ...(url !== null && { url }) })),
        registry: ownPlace(this.config, this.keys),
      };
    });
  }
}

/** Who leaves while suspended stays so for all others: who holds its key alone would else speak for it again. */
function memberOf(membership: MembershipEntity, { isSuspended, memberUntil }: Past): Member {
  const { code, name, shortName, city, region, endpoint, issuer, contractVersion, keys } = membership;
  const status = isSuspended ? 'SUSPENDED' : membership.status;
  return {
    code,
    name,
    shortName,
    city,
    region,
    status,
    endpoint,
    contractVersion,
    keys,
    ...(issuer !== null && { issuer }),
    ...(memberUntil && status !== 'SUSPENDED' && { leftAt: memberUntil.toISOString() }),
  };
}
