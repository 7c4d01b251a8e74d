import { DataSource } from 'typeorm';
import { HeardClient } from '#migrations/heard-client.js';
import type { PostgresOptions } from '#migrations/migrate-in-turn.js';
import { GatewayEntity } from '../founding/gateway.entity.js';
import { HeardStatementEntity } from '../heard/heard-statement.entity.js';
import { InvitationEntity } from '../invitations/invitation.entity.js';
import { LogEntryEntity } from '../log/log-entry.entity.js';
import { ApprovalEntity } from '../memberships/approval.entity.js';
import { MembershipEntity } from '../memberships/membership.entity.js';
import { Membership1764100000000 } from './migrations/1764100000000-membership.js';
import { Log1764100001000 } from './migrations/1764100001000-log.js';
import { GatewayUrl1764100002000 } from './migrations/1764100002000-gateway-url.js';
import { HeardStatements1764100003000 } from './migrations/1764100003000-heard-statements.js';

const POOL_SIZE = 5;

/** Milliseconds to wait for a free connection before the caller is refused. */
const ACQUIRE_TIMEOUT = 2_000;

/** What TypeORM needs to reach the registry's database. Nothing but migrations ever changes its tables. */
export function dataSourceOptions(url: string): PostgresOptions {
  return {
    type: 'postgres',
    url,
    poolSize: POOL_SIZE,
    connectTimeoutMS: ACQUIRE_TIMEOUT,
    applicationName: 'dobroset-registry',
    extra: { Client: HeardClient },
    synchronize: false,
    entities: [MembershipEntity, ApprovalEntity, InvitationEntity, GatewayEntity, LogEntryEntity, HeardStatementEntity],
    migrations: [Membership1764100000000, Log1764100001000, GatewayUrl1764100002000, HeardStatements1764100003000],
    migrationsTableName: 'migration',
  };
}

/** Makes the data source; the caller initialises and destroys it. */
export function createDataSource(url: string): DataSource {
  return new DataSource(dataSourceOptions(url));
}
