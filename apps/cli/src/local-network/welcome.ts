import { LOOPBACK } from './ports.js';
import type { Progress } from '../progress.js';
import type { DemoToken } from './tokens.js';
import type { Words } from './words.js';

interface Welcome {
  readonly gatewayPort: number;
  readonly nodes: readonly { readonly code: string; readonly port: number }[];
  readonly databasesFile: string;
  readonly tokensFile: string;
  readonly tokens: readonly DemoToken[];
}

/** The last that a start prints: who one may be, where everything is, and what to try. */
export function printWelcome(progress: Progress, words: Words, welcome: Welcome): void {
  const { gatewayPort, nodes, databasesFile, tokensFile, tokens } = welcome;
  const gateway = `http://${LOOPBACK}:${gatewayPort}`;
  const say = (text = ''): void => progress.line(text);
  const { links } = words;

  say();
  say(`  ${words.tokens.title(tokensFile)}`);
  for (const holder of tokens) {
    say(`  ${progress.bold(words.tokens.holder(holder))}`);
    say(`    ${holder.token}`);
  }

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
  say(`  ${words.tryIt}`);
  // One line, for two would not survive being pasted everywhere.
  say(`curl -s ${gateway}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: comingEvents() })}'`);
  say();
  say(`  ${progress.bold(words.running)}`);
}

/** No apostrophe in it: a shell would end its argument there. */
function comingEvents(): string {
  const today = `${new Date().toISOString().slice(0, 10)}T00:00:00Z`;
  return `{ colleges { shortName city availability } events(first: 3, filter: { from: "${today}" }) { nodes { title startsAt host { shortName } } } }`;
}
