import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import { CollegeEntity } from '#node/college/college.entity.js';
import { ConsentEntity } from '#node/consents/consent.entity.js';
import { createDataSource } from '#node/database/data-source.js';
import { CoHostEntity } from '#node/events/co-hosts/co-host.entity.js';
import { EventEntity } from '#node/events/event.entity.js';
import { RemotePlaceEntity } from '#node/events/remote-place.entity.js';
import { ParticipationEntity } from '#node/participations/participation.entity.js';
import { RecordEntryEntity } from '#node/participations/record/record-entry.entity.js';
import { PersonEntity } from '#node/people/person.entity.js';
import { TeamEntity } from '#node/people/team.entity.js';
import { RegistrationEntity } from '#node/registrations/registration.entity.js';
import { AccountEntity } from '#node/sign-in/accounts/account.entity.js';
import { PartnerClientEntity } from '#node/sign-in/partners/partner-client.entity.js';
import { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { accountRows, partnerRow } from './account-rows.js';
import { teamsOf } from './college-life.js';
import { demoCollege } from './colleges.js';
import { hostRows } from './host-rows.js';
import { inventedConsents } from './invented-consents.js';
import { inventedParticipations } from './invented-participations.js';
import { inventedVolunteers } from './invented-volunteers.js';
import { demoStaff } from './staff.js';

export interface SeedOptions {
  /** Of a database whose tables are up to date. */
  readonly databaseUrl: string;
  /** Code of one of the five. */
  readonly college: string;
  /** What is past and what is to come is told from here. */
  readonly now: Date;
}

/** Any number that nothing else in the database locks on: «seed» in ASCII. */
const SEED_LOCK = 1_936_024_932;

/** Rows in one statement: PostgreSQL takes 65,535 values at most. */
const CHUNK = 1_000;

/**
 * Fills a college's database with its programme and invented volunteers, wholly or not at all. A database that holds
 * anything of a college is left as it is.
 * @throws Error when the database is another college's
 */
export async function seedCollege({ databaseUrl, college, now }: SeedOptions): Promise<void> {
  const dataSource: DataSource = createDataSource({ url: databaseUrl, poolSize: 1, statementTimeout: 60_000, acquireTimeout: 10_000 });
  await dataSource.initialize();
  try {
    await dataSource.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(${SEED_LOCK})`);
      if (await isEmpty(tx)) await fill(tx, college, now);
    });
  } finally {
    await dataSource.destroy();
  }
}

async function isEmpty(tx: EntityManager): Promise<boolean> {
  const tables = [PersonEntity, TeamEntity, VolunteerEntity, EventEntity] as const;
  for (const table of tables) if (await tx.exists(table)) return false;
  return true;
}

async function fill(tx: EntityManager, code: string, now: Date): Promise<void> {
  const college = demoCollege(code);
  const { events, remotePlaces, coHosts, registrations } = hostRows(college, now);
  const volunteers = inventedVolunteers(college, now);
  const { participations, entries } = inventedParticipations(code, now);

  await claim(tx, { code, about: college.about, site: college.site, timeZone: college.timeZone });
  await insert(tx, PersonEntity, demoStaff(code));
  await insert(tx, TeamEntity, teamsOf(code));
  await insert(tx, VolunteerEntity, volunteers);
  await insert(tx, ConsentEntity, inventedConsents(college, volunteers, now));
  await insert(tx, AccountEntity, await accountRows(code));
  await insert(tx, PartnerClientEntity, [partnerRow(code)]);
  await insert(tx, EventEntity, events);
  await insert(tx, RemotePlaceEntity, remotePlaces);
  await insert(tx, CoHostEntity, coHosts);
  await insert(tx, RegistrationEntity, registrations);
  await insert(tx, ParticipationEntity, participations);
  await insert(tx, RecordEntryEntity, entries);
}

/** The node may have written already whose database it is. */
async function claim(tx: EntityManager, college: Omit<CollegeEntity, 'onlyOne'>): Promise<void> {
  const owner = await tx.findOneBy(CollegeEntity, { onlyOne: true });
  if (owner && owner.code !== college.code) throw new Error(`This database belongs to the college ${owner.code}, not to ${college.code}.`);
  await tx.upsert(CollegeEntity, college, ['code']);
}

async function insert<Row extends ObjectLiteral>(tx: EntityManager, table: EntityTarget<Row>, rows: QueryDeepPartialEntity<Row>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) await tx.insert(table, rows.slice(start, start + CHUNK));
}
