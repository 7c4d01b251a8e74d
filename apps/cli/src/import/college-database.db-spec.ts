import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { ImportingCollege } from '#support/importing-college.js';
import { until } from '#support/until.js';
import { CollegeDatabase } from './college-database.js';
import { volunteerImport } from './volunteers/volunteer-import.js';
import { english } from './words/words.en.js';

let college: ImportingCollege;
beforeEach(async () => {
  college = await ImportingCollege.start();
});
afterEach(() => college.drop());

async function importing(work: (tx: EntityManager) => Promise<unknown>): Promise<void> {
  const opened = await college.open();
  try {
    await opened.import(work, () => undefined);
  } finally {
    await opened.close();
  }
}

describe('a database', () => {
  it('is refused in a sentence where it is not the college’s, not ready, or away', async () => {
    await expect(college.open('bat')).rejects.toMatchObject({ message: expect.stringContaining('belongs to the college chhtt, not to bat'), exitCode: 3 });
    await college.sql('DELETE FROM college');
    await expect(college.open()).rejects.toMatchObject({ message: expect.stringContaining('does not say yet'), exitCode: 3 });
    await college.sql('DROP TABLE college');
    await expect(college.open()).rejects.toMatchObject({ message: expect.stringContaining('lacks our tables'), exitCode: 3 });
    await expect(CollegeDatabase.open({ url: 'postgres://127.0.0.1:9/none', college: null, isLocal: true }, english.database)).rejects.toMatchObject({ message: expect.stringContaining('npm start'), exitCode: 3 });
  });

  it('that goes away in the middle, or refuses, leaves nothing written, and is named', async () => {
    const lines = ['ФИО;Отряд', 'Небылицын Егор;Новый отряд'];
    const goAway = async () => {
      const connections = "FROM pg_stat_activity WHERE application_name = 'dobroset-node' AND datname = current_database()";
      await college.sql(`SELECT pg_terminate_backend(pid) ${connections}`);
      await until('the connection is gone', async () => (await college.sql(`SELECT pid ${connections}`)).length === 0);
      await nextTurn(); // by then the import has read that it is
    };
    await expect(college.importLines(volunteerImport, lines, { beforeWriting: goAway })).rejects.toMatchObject({ message: english.database.lost, exitCode: 3 });
    await expect(importing((tx) => tx.query('SELECT pg_terminate_backend(pg_backend_pid())'))).rejects.toMatchObject({ message: english.database.lost, exitCode: 3 });
    await college.sql('ALTER TABLE volunteer ADD CONSTRAINT nobody_at_all CHECK (false)');
    await expect(college.importLines(volunteerImport, lines)).rejects.toMatchObject({ message: expect.stringContaining('The database refused: new row'), exitCode: 3 });
    expect(await college.sql('SELECT name FROM team')).toEqual([]);
  });

  it('that goes away while it commits is not said to have nothing written', async () => {
    await college.sql("CREATE FUNCTION go_away() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'");
    await college.sql('CREATE CONSTRAINT TRIGGER going AFTER INSERT ON team DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION go_away()');
    await expect(importing((tx) => tx.query("INSERT INTO team (id, name) VALUES (gen_random_uuid(), 'Огоньки')"))).rejects.toMatchObject({ message: english.database.unsure, exitCode: 3 });
  });
});
