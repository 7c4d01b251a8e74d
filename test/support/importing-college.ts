import pg from 'pg';
import { cellsIn } from '#cli/import/cells.js';
import { CollegeDatabase } from '#cli/import/college-database.js';
import { csvFile } from '#cli/import/file/csv-file.js';
import type { ImportKind, Prepared } from '#cli/import/import-kind.js';
import { readRows } from '#cli/import/read-rows.js';
import { english } from '#cli/import/words/words.en.js';
import { createDataSource } from '#node/database/data-source.js';
import type { EventEntity } from '#node/events/event.entity.js';
import type { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { type TestDatabase, createTestDatabase } from './database.js';

const NOW = new Date('2026-11-25T12:00:00Z');

/** The day of every import here. */
export const TODAY = '2026-11-25';

/** What happens while an import is at work. */
export interface Meanwhile {
  readonly beforeWriting?: () => Promise<void>;
  readonly onWaiting?: () => void;
}

/** The college `chhtt` by its database, which files are imported into, and which its node changes, too. */
export class ImportingCollege {
  private constructor(
    private readonly database: TestDatabase,
    private readonly client: pg.Client,
  ) {}

  static async start(): Promise<ImportingCollege> {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query("INSERT INTO college (code, time_zone) VALUES ('chhtt', 'Europe/Samara')");
    return new ImportingCollege(database, client);
  }

  /** By a connection of its own, which stays open: to connect for each statement takes longer than most of them. */
  async sql(text: string): Promise<Record<string, unknown>[]> {
    return (await this.client.query<Record<string, unknown>>(text)).rows;
  }

  /** What its node writes. */
  async save(entity: VolunteerEntity | EventEntity): Promise<void> {
    const dataSource = createDataSource({ url: this.database.url, poolSize: 1 });
    await dataSource.initialize();
    await dataSource.manager.save(entity);
    await dataSource.destroy();
  }

  /** Its database as the command opens it, for the college that is meant. */
  open(college: string | null = null): Promise<CollegeDatabase> {
    return CollegeDatabase.open({ url: this.database.url, college, isLocal: false }, english.database);
  }

  /** Imports lines of a file, as the command does once it has read them without a problem. */
  async importLines<Row>(kind: ImportKind<Row>, lines: readonly string[], meanwhile: Meanwhile = {}): Promise<Prepared> {
    const { rows, header } = csvFile('list.csv', Buffer.from(lines.join('\r\n')), { columns: kind.columns, leaveUnknown: false, words: english });
    const opened = await this.open();
    const { college } = opened;
    try {
      const schema = kind.schema({ cells: cellsIn(english.cells), college, now: NOW, today: TODAY, words: english, has: (column) => header.has(column) });
      const read = readRows(rows, header, schema, english.rows, () => undefined);
      if (read.problems.length > 0) throw new Error(JSON.stringify(read.problems));
      return await opened.import(
        async (tx) => {
          const prepared = await kind.prepare(read.rows, { tx, college, now: NOW, words: english });
          await meanwhile.beforeWriting?.();
          if (prepared.problems.length === 0) await prepared.write(() => undefined);
          return prepared;
        },
        () => meanwhile.onWaiting?.(),
      );
    } finally {
      await opened.close();
    }
  }

  async drop(): Promise<void> {
    await this.client.end();
    await this.database.drop();
  }
}
