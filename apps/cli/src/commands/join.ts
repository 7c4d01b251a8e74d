import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { CliEnvironment } from '../environment.js';
import { joinWordsIn } from '../joining/words.js';

interface JoinFlags {
  readonly endpoint: string;
  readonly issuer?: string;
  readonly keys: string;
  readonly settings: string;
  readonly port: number;
  readonly wait: number;
}

/** `dobroset join URL TOKEN`: from an invitation to the network. Exits 0 when joined, 1 when not. */
export function registerJoin(program: Command, environment: CliEnvironment): void {
  const words = joinWordsIn(environment.language);
  program
    .command('join')
    .description('Join a network by its coordinator’s invitation: make the node’s keys and settings, and have the registry check the node.')
    .argument('<URL>', 'the registry’s address', httpUrl)
    .argument('<TOKEN>', 'the invitation, good once and for 48 hours')
    .requiredOption('--endpoint <URL>', 'where the network will reach the node’s GraphQL: https://…/graphql', httpUrl)
    .option('--issuer <URL>', 'where its people sign in, if elsewhere than the node says', httpUrl)
    .option('--keys <FILE>', 'where the node’s private keys are, or shall be', 'node.keys.json')
    .option('--settings <FILE>', 'where the node’s settings are written', 'node.env')
    .option('--port <N>', 'the port on which the node listens here', wholeNumber, 4_001)
    .option('--wait <MINUTES>', 'how long to wait for the node to pass', wholeNumber, 30)
    .addHelpText('after', words.help.join)
    .action(async (registry: string, token: string, { endpoint, issuer, keys, settings, port, wait }: JoinFlags) => {
      const { join } = await import('../joining/join.js');
      const settingsPath = resolve(settings);
      const options = { registry, token, endpoint, issuer, port, minutes: wait, keysPath: resolve(keys), settingsPath, lastGoodPath: `${settingsPath}.roster` };
      process.exitCode = await join(options, words, process.stdout);
    });
}

function httpUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new InvalidArgumentError('It must be an address: https://…');
  return text;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) throw new InvalidArgumentError('It must be a whole number.');
  return number;
}
