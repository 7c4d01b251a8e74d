import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '#support/database.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { createDataSource } from '../database/data-source.js';
import { PersonalDataReadEntity } from './personal-data-read.entity.js';
import { ReadersRepository } from './readers.repository.js';

describe('readers in the database', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let readers: ReadersRepository;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await createDataSource({ url: database.url }).initialize();
    readers = new ReadersRepository(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('are written down together, or none of them', async () => {
    const volunteer = await dataSource.manager.save(aVolunteer());
    const good = { volunteerId: volunteer.id, readerCode: 'bat', fields: ['displayName', 'email'] };
    await expect(readers.add([good, { ...good, volunteerId: uuid() }])).rejects.toMatchObject({ driverError: { constraint: 'personal_data_read_volunteer_exists' } });
    expect(await readers.latest([volunteer.id], 10)).toEqual([]);
    await readers.add([good, { ...good, readerCode: 'hgt' }]);
    expect(await readers.latest([volunteer.id], 10)).toHaveLength(2);
  });

  it('are the newest of each volunteer, newest first', async () => {
    const volunteers = await dataSource.manager.save([aVolunteer(), aVolunteer()]);
    for (const { id: volunteerId } of volunteers) {
      const reads = [3, 1, 2].map((hour) => ({ id: uuid(), volunteerId, readerCode: `r${hour}`, fields: ['displayName'], readAt: new Date(Date.UTC(2026, 8, 1, hour)) }));
      await dataSource.manager.insert(PersonalDataReadEntity, reads);
    }
    const latest = await readers.latest(volunteers.map(({ id }) => id), 2);
    for (const { id } of volunteers) {
      expect(latest.filter(({ volunteerId }) => volunteerId === id).map(({ readerCode }) => readerCode)).toEqual(['r3', 'r2']);
    }
  });
});
