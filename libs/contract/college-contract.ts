import { readFileSync } from 'node:fs';
import { type DocumentNode, parse } from 'graphql';
import { projectFile } from './project-file.js';

const FILE = projectFile('libs/contract/college.graphql');

/** The committed contract: what every node serves, and what the gateway composes from. */
export function collegeContract(): DocumentNode {
  return parse(readFileSync(FILE, 'utf8'), { noLocation: true });
}
