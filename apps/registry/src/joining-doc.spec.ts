import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { projectFile } from '#contract/project-file.js';

const schema = buildSchema(readFileSync(projectFile('apps/dashboard/src/lib/graph/schema.graphql'), 'utf8'));
const calls = [...readFileSync(projectFile('docs/joining.md'), 'utf8').matchAll(/^ask '(?<body>.*)'$/gm)].map(({ groups }) => groups?.['body'] ?? '');

describe('what docs/joining.md has coordinators type', () => {
  it('is all that they can do, and what the graph understands', () => {
    const queries: string[] = calls.map((body) => JSON.parse(body).query);
    for (const field of ['inviteCollege', 'invitations', 'approveMember', 'suspendMember', 'membershipDecisions']) {
      expect(queries).toContainEqual(expect.stringContaining(field));
    }
    expect(queries.flatMap((query) => validate(schema, parse(query)))).toEqual([]);
  });
});
