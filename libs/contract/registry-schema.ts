import { readFileSync } from 'node:fs';
import { type DocumentNode, parse } from 'graphql';
import { projectFile } from './project-file.js';

const FILE = projectFile('libs/contract/registry.graphql');

/** The committed schema of the registry, which the gateway composes from. */
export function registrySchema(): DocumentNode {
  return parse(readFileSync(FILE, 'utf8'), { noLocation: true });
}
