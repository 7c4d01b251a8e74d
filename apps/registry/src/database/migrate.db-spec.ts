import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { type TestDatabase, createBareDatabase } from '#support/database.js';
import { createDataSource } from './data-source.js';
import { migrate } from './migrate.js';

describe('the registry’s database', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createBareDatabase();
    await Promise.all([migrate(database.url), migrate(database.url)]);
    dataSource = await createDataSource(database.url).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('is what the entities say', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can be undone', async () => {
    for (let count = dataSource.migrations.length; count > 0; count -= 1) await dataSource.undoLastMigration();
    expect(await dataSource.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toEqual([{ tablename: 'migration' }]);
    await migrate(database.url);
  });

  const insert = (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row);
    return dataSource.query(
      `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((_, index) => `$${index + 1}`).join()})`,
      Object.values(row),
    );
  };
  const college = { code: 'bat', name: 'БАТ', short_name: 'БАТ', city: 'Безенчук', region: 'Самарская область' };
  const membership = { ...college, status: 'MEMBER', endpoint: 'https://bat.example/graphql', contract_version: 1, keys: '[]' };
  const invitation = { ...college, id: uuid(), token_hash: 'x', invited_by: 'chhtt:1', invited_at: '2026-01-01T00:00:00Z', expires_at: '2026-01-03T00:00:00Z' };
  const entry = { number: 1, at: new Date(), actor: 'chhtt:1', decision: 'INVITED', subject: 'bat', details: '{}' };
  const approval = { code: 'bat', coordinator: 'chhtt:1', approved_at: new Date() };

  it('takes what is right', async () => {
    await insert('membership', membership);
    await insert('invitation', invitation);
    await insert('approval', approval);
    await insert('log_entry', entry);
  });

  it.each([
    ['membership_code_form', 'membership', { ...membership, code: 'registry' }],
    ['membership_status_known', 'membership', { ...membership, code: 'hgt', status: 'FRIEND' }],
    ['membership_left_with_date', 'membership', { ...membership, code: 'hgt', status: 'LEFT' }],
    ['invitation_token_once', 'invitation', { ...invitation, id: uuid() }],
    ['invitation_code_form', 'invitation', { ...invitation, id: uuid(), token_hash: 'y', code: 'Bad' }],
    ['invitation_for_48_hours', 'invitation', { ...invitation, id: uuid(), token_hash: 'y', expires_at: '2026-01-04T00:00:00Z' }],
    ['approval_once_per_coordinator', 'approval', approval],
    ['approval_membership_exists', 'approval', { ...approval, code: 'hgt' }],
    ['gateway_id_form', 'gateway', { id: 'registry', keys: '[]' }],
    ['log_entry_pkey', 'log_entry', entry],
    ['log_entry_number_positive', 'log_entry', { ...entry, number: 0 }],
  ])('keeps the rule %s', async (constraint, table, row) => {
    await expect(insert(table, row)).rejects.toMatchObject({ driverError: { constraint } });
  });

  it.each([`UPDATE log_entry SET actor = 'nobody'`, 'DELETE FROM log_entry', 'TRUNCATE log_entry'])('row 14: refuses %s', async (sql) => {
    await expect(dataSource.query(sql)).rejects.toMatchObject({ driverError: { constraint: 'log_entry_stays' } });
  });
});
