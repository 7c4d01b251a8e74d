import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Arrows that must not point that way: files that match the first may not import what matches the second, and the third says why.
 * Each is a rule of its own, for of one rule that is configured twice a file heeds the last alone.
 */
function forbid(arrows) {
  return arrows.map(([files, regex, message], index) => ({
    files: [files],
    plugins: { [`arrow-${index}`]: tseslint.plugin },
    rules: { [`arrow-${index}/no-restricted-imports`]: ['error', { patterns: [{ regex, message }] }] },
  }));
}

/** Of the page; each a folder. */
const FEATURES = readdirSync(new URL('apps/dashboard/src/features', import.meta.url));

const APPS = '^#(node|gateway|registry|cli)/';
const GATEWAY = 'In the gateway: server → plan → network → college.';
const LAYERS = 'resolver → service → policy, repository → entity.';

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'apps/dashboard/dist/', '**/*.d.ts', '.dobroset/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    // Rules that need types are oxlint's (.oxlintrc.json).
    extends: [tseslint.configs.strict],
    rules: {
      // Nest's modules are classes that carry a decorator and nothing else.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['apps/gateway/src/verify-page/browser/*.js'],
    languageOptions: {
      globals: Object.fromEntries(['document', 'location', 'fetch', 'addEventListener', 'AbortSignal'].map((name) => [name, 'readonly'])),
    },
  },
  ...forbid([
    ['libs/contract/**/*.ts', '^#|^\\.\\./', 'libs/contract imports nothing of ours: every part of Dobroset stands on it.'],
    ['libs/**/*.ts', APPS, 'Imports point from apps to libs and never back.'],
    ['apps/node/**/*.ts', '^#(gateway|registry|cli)/', 'A node knows the contract, not who composes it.'],
    ['apps/gateway/**/*.ts', '^#(node|registry|cli)/', 'The gateway knows nodes by the contract alone.'],
    ['apps/registry/**/*.ts', '^#(node|gateway|cli)/', 'The registry knows nodes by the contract alone, and the gateway by its key.'],
    ['apps/cli/**/*.ts', '^#(gateway|registry)/', 'The CLI starts a gateway and a registry as processes; it does not reach into them.'],
    ['apps/gateway/src/college/**/*.ts', '^\\.\\./(network|registry|plan|server)/', GATEWAY],
    ['apps/gateway/src/network/**/*.ts', '^\\.\\./(plan|server)/', GATEWAY],
    ['apps/gateway/src/plan/**/*.ts', '^\\.\\./server/', GATEWAY],
    ['apps/{node,registry}/src/**/*.{service,policy,repository}.ts', '^@nestjs/graphql$', 'Only resolvers, models, inputs and errors know GraphQL.'],
    ['apps/{node,registry}/src/**/*.{service,policy,repository}.ts', '\\.resolver\\.js$', LAYERS],
    ['apps/{node,registry}/src/**/*.resolver.ts', '\\.repository\\.js$', LAYERS],
    ['apps/dashboard/src/{components,lib}/**/*.{ts,tsx}', '/(features|app)/', 'The page: app → features → components, lib.'],
    ...FEATURES.map((feature) => [
      `apps/dashboard/src/features/${feature}/**/*.{ts,tsx}`,
      `^(\\.\\./)+(${FEATURES.filter((other) => other !== feature).join('|')}|app)/`,
      'Features of the page do not know each other: app/ joins them.',
    ]),
  ]),
  {
    files: ['apps/*/src/**/*.ts', 'libs/**/*.ts'],
    ignores: ['**/main.ts', '**/*.main.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'The environment is read once, in main.ts, and handed on as configuration.' },
      ],
    },
  },
  {
    files: ['apps/{node,registry}/src/**/*.ts'],
    ignores: ['**/*.entity.ts', '**/*.repository.ts', '**/database/**', '**/*.module.ts', '**/*-spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'typeorm', message: 'SQL lives in repositories, entities and database/ alone.' }] },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', '**/*-spec.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
