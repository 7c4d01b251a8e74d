import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { CliEnvironment } from '../environment.js';
import { joinWordsIn } from '../joining/words.js';
import { httpUrl, issuerBeside } from './addresses.js';

interface JoinFlags {
  readonly endpoint: string;
  readonly issuer?: string;
  readonly timeZone?: string;
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
    .option('--issuer <URL>', 'where its people sign in, if elsewhere than at /oidc beside the endpoint', httpUrl)
    .option('--time-zone <ZONE>', 'the college’s time zone, such as Europe/Samara, if it is not this machine’s', zone)
    .option('--keys <FILE>', 'where the node’s private keys are, or shall be', 'node.keys.json')
    .option('--settings <FILE>', 'where the node’s settings are written', 'node.env')
    .option('--port <N>', 'the port on which the node listens here', wholeNumber, 4_001)
    .option('--wait <MINUTES>', 'how long to wait for the node to pass', wholeNumber, 30)
    .addHelpText('after', words.help.join)
    .action(async (registry: string, token: string, { endpoint, issuer = issuerBeside(endpoint), timeZone, keys, settings, port, wait }: JoinFlags) => {
      const [{ join }, { settingIn }] = await Promise.all([import('../joining/join.js'), import('../joining/settings-file.js')]);
      const settingsPath = resolve(settings);
      const paths = { keysPath: resolve(keys), settingsPath, lastGoodPath: `${settingsPath}.roster` };
      const options = { ...paths, registry, token, endpoint, issuer, timeZone: timeZone ?? settingIn(settingsPath, 'TIME_ZONE') ?? zoneOfMachine(), port, minutes: wait };
      process.exitCode = await join(options, words, process.stdout);
    });
}

/** None where it is UTC: so are servers on which nobody has set one, and no college lives by it. */
function zoneOfMachine(): string | undefined {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone.includes('/') && !timeZone.startsWith('Etc/') ? timeZone : undefined;
}

function zone(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    throw new InvalidArgumentError('It must be an IANA time zone such as Europe/Samara.');
  }
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) throw new InvalidArgumentError('It must be a whole number.');
  return number;
}
