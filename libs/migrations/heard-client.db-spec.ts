import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type TestDatabase, createTestDatabase } from '#support/database.js';
import { HeardClient } from './heard-client.js';

describe('row 79: a connection that PostgreSQL ends', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('ends no process, though nobody listens while it is handed over', async () => {
    const pool = new pg.Pool({ connectionString: database.url, Client: HeardClient, max: 2 });
    pool.on('error', () => undefined);
    const [client, killer] = [await pool.connect(), await pool.connect()];
    const ended = new Promise((resolve) => client.once('end', resolve));
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await killer.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    await expect(client.query('SELECT 1')).rejects.toThrow();
    client.release(true);
    killer.release();
    await pool.end();
  });
});
