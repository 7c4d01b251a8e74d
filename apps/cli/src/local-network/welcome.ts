import { ROLES, type Role } from '#identity/actor.js';
import { DEMO_PASSWORD, demoAccounts } from '../demo/demo-accounts.js';
import { LOOPBACK, issuerAt } from './ports.js';
import type { Progress } from '../progress.js';
import { shellWord } from './shell-word.js';
import type { Words } from './words.js';

interface Welcome {
  readonly gatewayPort: number;
  readonly nodes: readonly { readonly code: string; readonly port: number }[];
  readonly databasesFile: string;
  readonly tokensFile: string;
  /** Where the data lies, where it is not where every command looks; null where it is. */
  readonly dataFolder: string | null;
}

/** The last that a start prints: who one may be, where everything is, and what to try. */
export function printWelcome(progress: Progress, words: Words, welcome: Welcome): void {
  const { gatewayPort, nodes, databasesFile, tokensFile, dataFolder } = welcome;
  const gateway = `http://${LOOPBACK}:${gatewayPort}`;
  const say = (text = ''): void => progress.line(text);
  const { links } = words;

  say();
  say(`  ${words.accounts.title(DEMO_PASSWORD)}`);
  for (const [role, colleges] of whoMaySignIn(nodes.map(({ code }) => code))) {
    say(`    ${progress.bold(role.toLowerCase().padEnd(13))}${words.accounts.roles[role].padEnd(14)}${colleges.join(' ')}`);
  }
  say(`  ${words.accounts.token(tokensFile)}`);
  say(progress.bold(dataFolder === null ? TOKEN_COMMAND : `${TOKEN_COMMAND} --data ${shellWord(dataFolder)}`));

  say();
  const width = Math.max(...[links.page, links.graph, links.graphiql, links.health, links.nodes, links.signIn].map(({ length }) => length)) + 2;
  const link = (title: string, target: string): void => say(`  ${progress.bold(title.padEnd(width))}${target}`);
  link(links.page, `${gateway}/`);
  link(links.graph, `${gateway}/graphql`);
  link(links.graphiql, `${gateway}/graphiql`);
  link(links.health, `${gateway}/health/live  ${gateway}/health/ready`);
  for (const { code, port } of nodes) link(code === nodes[0]?.code ? links.nodes : '', `http://${LOOPBACK}:${port}/graphql  ${code}`);
  for (const { code, port } of nodes) link(code === nodes[0]?.code ? links.signIn : '', `${issuerAt(port)}/.well-known/openid-configuration  ${code}`);
  say(`  ${links.databases(databasesFile)}`);

  say();
  say(`  ${words.tryIt}`);
  // One line, for two would not survive being pasted everywhere.
  say(`curl -s ${gateway}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: comingEvents() })}'`);
  say();
  say(`  ${progress.bold(words.running)}`);
}

/** In one piece, to be pasted. */
const TOKEN_COMMAND = 'npx dobroset token --college chhtt --as curator';

/** Each role with the colleges that have somebody of it. */
function whoMaySignIn(colleges: readonly string[]): Map<Role, string[]> {
  const found = new Map<Role, string[]>([]);
  for (const college of colleges) {
    for (const { role } of demoAccounts(college)) found.set(role, [...(found.get(role) ?? []), college]);
    found.set('PARTNER', [...(found.get('PARTNER') ?? []), college]);
  }
  return new Map([...found].sort(([one], [other]) => ROLES.indexOf(one) - ROLES.indexOf(other)));
}

/** No apostrophe in it: a shell would end its argument there. */
function comingEvents(): string {
  const today = `${new Date().toISOString().slice(0, 10)}T00:00:00Z`;
  return `{ colleges { shortName city availability } events(first: 3, filter: { from: "${today}" }) { nodes { title startsAt host { shortName } } } }`;
}
