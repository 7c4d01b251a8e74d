import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Logins are kept in the form in which they are compared from now on (`canonicalLogin`). */
export class LoginsAlike1764000029000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Of two that become alike the one that was so already keeps it, and otherwise the older one.
    await runner.query(`
      UPDATE account SET login = alike.login
      FROM (
        SELECT DISTINCT ON (form) id, form AS login
        FROM (SELECT id, created_at, login, normalize(lower(normalize(login, NFKC)), NFKC) AS form FROM account) AS every
        ORDER BY form, login <> form, created_at, id
      ) AS alike
      WHERE account.id = alike.id AND account.login <> alike.login AND alike.login ~ '^[^[:space:]]{1,128}$'
    `);
  }

  /** What they were is not known, and nothing asks for it. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
