import { expect, it } from '@jest/globals';
import { buildASTSchema } from 'graphql';
import { collegeContract } from './college-contract.js';
import { rootFieldRules } from './root-field-rules.js';

it('is one rule for each root field of the contract, and none for another', () => {
  const schema = buildASTSchema(collegeContract(), { assumeValidSDL: true });
  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => Object.keys(type?.getFields() ?? {}));
  expect(Object.keys(rootFieldRules).toSorted()).toEqual(fields.toSorted());
});
