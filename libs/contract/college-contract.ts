import { readFileSync } from 'node:fs';
import { type DocumentNode, parse } from 'graphql';

const FILE = new URL('../../../libs/contract/college.graphql', import.meta.url);

/** The committed contract: what every node serves, and what the gateway composes from. */
export function collegeContract(): DocumentNode {
  return parse(readFileSync(FILE, 'utf8'), { noLocation: true });
}
