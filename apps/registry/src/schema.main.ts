import { writeFileSync } from 'node:fs';
import { SCHEMA_FILE, printSchema } from './schema.js';

writeFileSync(SCHEMA_FILE, await printSchema());
console.log('libs/contract/registry.graphql is what the registry serves. Read the diff.');
