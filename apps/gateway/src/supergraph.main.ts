import { writeFileSync } from 'node:fs';
import { supergraphFile } from './supergraph/committed.js';
import { composeSupergraph } from './supergraph/compose.js';

const { supergraph, hints } = composeSupergraph();
writeFileSync(supergraphFile, supergraph);
for (const hint of hints) process.stderr.write(`${hint}\n`);
process.stdout.write('apps/gateway/supergraph.graphql is written.\n');
