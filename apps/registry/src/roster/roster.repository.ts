import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PrivateKeys } from '#identity/private-keys.js';
import type { Member, Roster } from '#roster/roster.js';
import { GatewayEntity } from '../founding/gateway.entity.js';
import { LogRepository } from '../log/log.repository.js';
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
      const memberships = await this.memberships.all(tx);
      const gateways = await tx.find(GatewayEntity, { order: { id: 'ASC' } });
      return {
        version,
        colleges: memberships.filter(({ status }) => status !== 'INVITED').map(memberOf),
        gateways: gateways.map(({ id, keys, url }) => ({ id, keys, ...(url !== null && { url }) })),
        registry: ownPlace(this.config, this.keys),
      };
    });
  }
}

function memberOf(membership: MembershipEntity): Member {
  const { code, name, shortName, city, region, status, endpoint, issuer, contractVersion, keys, leftAt } = membership;
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
    ...(leftAt && { leftAt: leftAt.toISOString() }),
  };
}
