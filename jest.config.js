/** Tests run on what `tsc` made in dist/, so that a type error fails them and nothing is compiled twice. */
export default {
  testEnvironment: 'node',
  rootDir: 'dist',
  testMatch: ['**/*.spec.js', '**/*.db-spec.js', '**/*.e2e-spec.js'],
  transform: {},
  testTimeout: 120_000, // it ends what hangs; it measures nothing, for machines differ
  maxWorkers: 2,
  testSequencer: '<rootDir>/../test/support/browser-first.mjs',
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
};
