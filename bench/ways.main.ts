import { waysTable } from './ways/ways-table.js';

const HELP = `Measures the ways to put many nodes of one kind into one graph, for docs/adr/0001.

  npm run bench:adr             at 5, 20 and 60 nodes
  npm run bench:adr -- --all    at 200 too, which takes minutes
`;

const given = process.argv.slice(2);
if (given.includes('--help')) {
  process.stdout.write(HELP);
} else {
  const nodes = given.includes('--all') ? [5, 20, 60, 200] : [5, 20, 60];
  const table = waysTable(nodes, (progress) => process.stderr.write(`${progress}\n`));
  process.stdout.write(`${table}\n`);
}
