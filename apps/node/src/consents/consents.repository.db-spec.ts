import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '#support/database.js';
import { aConsent, aGuardiansConsent } from '#support/factories/consent.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { until } from '#support/until.js';
import { createDataSource } from '../database/data-source.js';
import { ConsentsRepository } from './consents.repository.js';
import type { Giving } from './giving.js';

const at = (hour: number) => new Date(Date.UTC(2026, 8, 1, hour));

describe('consents in the database', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let consents: ConsentsRepository;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await createDataSource({ url: database.url }).initialize();
    consents = new ConsentsRepository(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('are the last of each purpose and giver, of each volunteer asked for', async () => {
    const [anna, boris, vera] = [aVolunteer(), aVolunteer(), aVolunteer()];
    const wanted = [
      aConsent(anna, { givenAt: at(3), textVersion: 'new' }),
      aGuardiansConsent(anna, { givenAt: at(2) }),
      aConsent(anna, { purpose: 'PHOTO_PUBLICATION', givenAt: at(1), withdrawnAt: at(4) }),
      aConsent(boris, { givenAt: at(1) }),
    ];
    const others = [
      aConsent(anna, { givenAt: at(1), textVersion: 'old', withdrawnAt: at(2) }),
      aGuardiansConsent(anna, { givenAt: at(1) }),
      aConsent(vera, { givenAt: at(9) }),
    ];
    await dataSource.manager.save([anna, boris, vera]);
    await dataSource.manager.save([...others, ...wanted]);
    const latest = await consents.latestOf([anna.id, boris.id]);
    expect(latest.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
    expect(await consents.latestOf([])).toEqual([]);
  });

  it('of one volunteer change one after the other', async () => {
    const volunteer = await dataSource.manager.save(aVolunteer());
    const giving: Giving = { purpose: 'NAME_TO_PARTNERS', giver: 'VOLUNTEER', textVersion: '1', agreedOn: '2026-09-01', documentNumber: null, signedOn: null };
    await Promise.all(
      Array.from({ length: 8 }, () =>
        consents.alone(volunteer.id, async (change) => {
          if ((await change?.latest())?.length === 0) await change?.add([giving], 'chhtt:somebody');
        }),
      ),
    );
    expect(await dataSource.query('SELECT count(*)::int AS rows FROM consent WHERE volunteer_id = $1', [volunteer.id])).toEqual([{ rows: 1 }]);
  });

  it('are withdrawn whoever gave them, once, and keep who did it', async () => {
    const volunteer = await dataSource.manager.save(aVolunteer());
    const before = aConsent(volunteer, { givenAt: at(1), withdrawnAt: at(2), withdrawnBy: 'chhtt:before' });
    await dataSource.manager.save([before, aConsent(volunteer), aGuardiansConsent(volunteer), aConsent(volunteer, { purpose: 'PHOTO_PUBLICATION' })]);
    await consents.alone(volunteer.id, async (change) => change?.withdraw('NAME_TO_PARTNERS', 'chhtt:now'));
    const rows = await dataSource.query('SELECT giver, purpose, withdrawn_by FROM consent WHERE volunteer_id = $1 ORDER BY withdrawn_by, giver', [volunteer.id]);
    expect(rows).toEqual([
      { giver: 'VOLUNTEER', purpose: 'NAME_TO_PARTNERS', withdrawn_by: 'chhtt:before' },
      { giver: 'GUARDIAN', purpose: 'NAME_TO_PARTNERS', withdrawn_by: 'chhtt:now' },
      { giver: 'VOLUNTEER', purpose: 'NAME_TO_PARTNERS', withdrawn_by: 'chhtt:now' },
      { giver: 'VOLUNTEER', purpose: 'PHOTO_PUBLICATION', withdrawn_by: null },
    ]);
  });

  it('change once more where PostgreSQL ended the change in favour of another', async () => {
    const [anna, boris] = [aVolunteer(), aVolunteer()];
    await dataSource.manager.save([anna, boris]);
    let begun = 0;
    const change = (own: string, other: string) =>
      consents.alone(own, async (held) => {
        begun += 1;
        await until('both hold their own', () => begun >= 2);
        await held?.tx.query('UPDATE volunteer SET display_name = display_name WHERE id = $1', [other]);
      });
    await Promise.all([change(anna.id, boris.id), change(boris.id, anna.id)]);
    expect(begun).toBe(3);
  });

  it('of nobody are not changed', async () => {
    expect(await consents.alone(uuid(), (change) => Promise.resolve(change))).toBeNull();
  });
});
