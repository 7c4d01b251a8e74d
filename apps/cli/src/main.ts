import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { registerImport } from './commands/import.js';
import { registerOutbox } from './commands/outbox.js';
import { registerPartner } from './commands/partner.js';
import { registerStaff } from './commands/staff.js';
import { registerJoin } from './commands/join.js';
import { registerMembership } from './commands/membership.js';
import { registerStart } from './commands/start.js';
import { registerToken } from './commands/token.js';
import { registerVerify } from './commands/verify.js';
import { registerVolunteer } from './commands/volunteer.js';
import { cliEnvironment } from './environment.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

async function main(): Promise<void> {
  const environment = cliEnvironment(process.env, ROOT);
  const program = new Command('dobroset').description('Vocational colleges volunteer together: what a college types.');
  registerStart(program, environment);
  registerImport(program, environment);
  registerStaff(program, environment);
  registerVolunteer(program, environment);
  registerPartner(program, environment);
  registerOutbox(program, environment);
  registerToken(program, environment);
  registerJoin(program, environment);
  registerMembership(program, environment);
  registerVerify(program, environment);
  await program.parseAsync();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
