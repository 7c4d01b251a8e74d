import { writeFileSync } from 'node:fs';
import { CONTRACT_FILE, printContract } from './contract.js';

writeFileSync(CONTRACT_FILE, await printContract());
console.log('libs/contract/college.graphql is what the code serves. Read the diff: it is a promise to every partner.');
