import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CliEnvironment } from '../environment.js';
import { joinWordsIn } from '../joining/words.js';
import { httpUrl, issuerBeside } from './addresses.js';

interface SettingsFlag {
  readonly settings: string;
}

interface MoveFlags extends SettingsFlag {
  readonly issuer?: string;
}

interface LeaveFlags extends SettingsFlag {
  readonly force: boolean;
}

/** `dobroset keys rotate`, `dobroset move` and `dobroset leave`. Each exits 0 when done and 1 when not. */
export function registerMembership(program: Command, environment: CliEnvironment): void {
  const words = joinWordsIn(environment.language);
  program
    .command('keys')
    .description('The node’s keys.')
    .command('rotate')
    .description('Give the node new keys; the old ones stay good for a while, so that nothing under way fails.')
    .option('--settings <FILE>', 'the settings that `dobroset join` wrote', 'node.env')
    .option('--urgent', 'the old keys may have been seen by others: they stop counting at once', false)
    .addHelpText('after', words.help.rotate)
    .action(async ({ settings, urgent }: SettingsFlag & { readonly urgent: boolean }) => {
      const { rotateKeys } = await import('../joining/membership-change.js');
      process.exitCode = await rotateKeys(resolve(settings), urgent, words, process.stdout);
    });
  program
    .command('move')
    .description('Tell the network that the node stands at another address; the registry looks at it there first.')
    .argument('<URL>', 'where the network will reach the node’s GraphQL: https://…/graphql', httpUrl)
    .option('--issuer <URL>', 'where its people sign in, if elsewhere than at /oidc beside the endpoint', httpUrl)
    .option('--settings <FILE>', 'the settings that `dobroset join` wrote', 'node.env')
    .addHelpText('after', words.help.move)
    .action(async (endpoint: string, { issuer = issuerBeside(endpoint), settings }: MoveFlags) => {
      const { moveNode } = await import('../joining/membership-change.js');
      process.exitCode = await moveNode(resolve(settings), { endpoint, issuer }, words, process.stdout);
    });
  program
    .command('leave')
    .description('Take this college off the network.')
    .option('--settings <FILE>', 'the settings that `dobroset join` wrote', 'node.env')
    .option('--force', 'leave though messages to other colleges wait here', false)
    .addHelpText('after', words.help.leave)
    .action(async ({ settings, force }: LeaveFlags) => {
      const { leave } = await import('../joining/membership-change.js');
      process.exitCode = await leave(resolve(settings), { force, databaseUrl: environment.databaseUrl }, words, process.stdout);
    });
}
