import type { MigrationInterface, QueryRunner } from 'typeorm';

export class GatewayUrl1764100002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE gateway ADD COLUMN url text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE gateway DROP COLUMN url');
  }
}
