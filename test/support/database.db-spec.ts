import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type TestDatabase, createTestDatabase } from './database.js';

const made: TestDatabase[] = [];

afterEach(async () => {
  for (const database of made.splice(0)) await database.drop();
});

async function count(url: string, table: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(`SELECT FROM ${table}`)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

describe('test databases', () => {
  it('are migrated, empty, and of nobody else', async () => {
    made.push(...(await Promise.all([createTestDatabase(), createTestDatabase()])));
    const [one, another] = made;
    expect(one?.url).not.toBe(another?.url);
    expect(await count(one!.url, 'migration')).toBeGreaterThan(0);
    expect(await count(another!.url, 'event')).toBe(0);
  });
});
