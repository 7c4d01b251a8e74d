import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { projectFile } from '#contract/project-file.js';
import { missingFromContract } from './missing-from-contract.js';

const contract = readFileSync(projectFile('libs/contract/college.graphql'), 'utf8');

describe('what a node’s schema lacks', () => {
  it('is nothing where it is the contract, or more than that', () => {
    expect(missingFromContract(contract)).toEqual([]);
    expect(missingFromContract(contract.replace('startsAt: DateTime!', 'startsAt: DateTime!\n  colour: String'))).toEqual([]);
  });

  it('is a field that is gone or of another kind', () => {
    expect(missingFromContract(contract.replace('  startsAt: DateTime!\n', ''))).toEqual(['Event.startsAt was removed']);
    expect(missingFromContract(contract.replace('startsAt: DateTime!', 'startsAt: Int'))).toEqual(['Event.startsAt changed type from DateTime! to Int']);
  });

  it('is all of it where it is no schema', () => {
    expect(missingFromContract('{ html }')).not.toEqual([]);
    expect(missingFromContract('')).not.toEqual([]);
    expect(missingFromContract('type {')).toEqual(['it is no schema']);
  });
});
