import { LOOPBACK } from './ports.js';
import type { Progress } from './progress.js';
import type { DemoToken } from './tokens.js';
import type { Words } from './words.js';

interface Welcome {
  readonly gatewayPort: number;
  readonly nodes: readonly { readonly code: string; readonly port: number }[];
  readonly databasesFile: string;
  readonly tokensFile: string;
  readonly tokens: readonly DemoToken[];
}

const FOR_ANYBODY = '{ colleges { shortName city availability } events(first: 3) { nodes { title startsAt host { shortName } } } }';
const FOR_A_CURATOR =
  '{ viewer { displayName college { shortName volunteers(first: 3) { totalCount nodes { fullName group } } } } ' +
  'events(first: 2) { nodes { title registrations(first: 3) { nodes { status volunteer { displayName } home { shortName } } } } } }';

/** The last that a start prints: where everything is, who one may be, and what to try. */
export function printWelcome(progress: Progress, words: Words, welcome: Welcome): void {
  const { gatewayPort, nodes, databasesFile, tokensFile, tokens } = welcome;
  const gateway = `http://${LOOPBACK}:${gatewayPort}`;
  const say = (text = ''): void => progress.line(text);
  const { links } = words;

  say();
  const width = Math.max(...[links.page, links.graph, links.graphiql, links.health, links.nodes].map(({ length }) => length)) + 2;
  const link = (title: string, target: string): void => say(`  ${progress.bold(title.padEnd(width))}${target}`);
  link(links.page, `${gateway}/`);
  link(links.graph, `${gateway}/graphql`);
  link(links.graphiql, `${gateway}/graphiql`);
  link(links.health, `${gateway}/health/live  ${gateway}/health/ready`);
  for (const { code, port } of nodes) link(code === nodes[0]?.code ? links.nodes : '', `http://${LOOPBACK}:${port}/graphql  ${code}`);
  say(`  ${links.databases(databasesFile)}`);

  say();
  say(`  ${words.tokens.title(tokensFile)}`);
  for (const holder of tokens) {
    say(`  ${progress.bold(words.tokens.holder(holder))}`);
    say(`    ${holder.token}`);
  }

  say();
  say(`  ${words.tryIt.anybody}`);
  say(curl(gateway, FOR_ANYBODY));
  const curator = tokens.find(({ role }) => role === 'CURATOR');
  if (curator) {
    say();
    say(`  ${words.tryIt.curator}`);
    say(curl(gateway, FOR_A_CURATOR, curator.token));
  }
  say();
  say(`  ${progress.bold(words.running)}`);
}

/** One line, for two would not survive being pasted everywhere. No query here holds an apostrophe. */
function curl(gateway: string, query: string, token?: string): string {
  const authorization = token === undefined ? '' : ` -H 'authorization: Bearer ${token}'`;
  return `curl -s ${gateway}/graphql -H 'content-type: application/json'${authorization} -d '${JSON.stringify({ query })}'`;
}
