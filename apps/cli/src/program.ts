import { Command } from 'commander';
import { registerDemo } from './commands/demo.js';
import { registerImport } from './commands/import.js';
import { registerJoin } from './commands/join.js';
import { registerMembership } from './commands/membership.js';
import { registerOutbox } from './commands/outbox.js';
import { registerPartner } from './commands/partner.js';
import { registerRestored } from './commands/restored.js';
import { registerStaff } from './commands/staff.js';
import { registerStart } from './commands/start.js';
import { registerToken } from './commands/token.js';
import { registerVerify } from './commands/verify.js';
import { registerVolunteer } from './commands/volunteer.js';
import type { CliEnvironment } from './environment.js';
import { helpIn } from './help/help-in.js';
import { helpOut } from './help/help-out.js';

/** `dobroset` with all its commands; what is set here first, they inherit. */
export function dobroset(environment: CliEnvironment): Command {
  const program = new Command('dobroset').description('Vocational colleges volunteer together: what a college types.').configureHelp(helpIn(environment.language));
  registerStart(program, environment);
  registerDemo(program, environment);
  registerImport(program, environment);
  registerStaff(program, environment);
  registerVolunteer(program, environment);
  registerPartner(program, environment);
  registerOutbox(program, environment);
  registerRestored(program, environment);
  registerToken(program, environment);
  registerVerify(program, environment);
  registerJoin(program, environment);
  registerMembership(program, environment);
  helpOut(program, environment.language);
  return program;
}
