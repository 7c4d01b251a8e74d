import { describe, expect, it } from '@jest/globals';
import { readConfig } from './registry.config.js';

const environment = { DATABASE_URL: 'postgres://u:secret@h/registry', PORT: '4100', KEYS: 'keys.json', PUBLIC_URL: 'https://registry.example' };

describe('the registry’s configuration', () => {
  it('is complete with four settings, and reaches no inner addresses', () => {
    expect(readConfig(environment)).toEqual({
      databaseUrl: 'postgres://u:secret@h/registry',
      host: '127.0.0.1',
      port: 4_100,
      publicUrl: 'https://registry.example/',
      keys: 'keys.json',
      founding: null,
      rosterSeconds: 86_400,
      overlapSeconds: 604_800,
      rateLimit: 120,
      trustProxy: 0,
      privateAddresses: false,
    });
  });

  it('names every problem at once, and no value', () => {
    const wrong = () => readConfig({ DATABASE_URL: 'mysql://secret', PORT: '99999', PUBLIC_URL: 'nowhere', PRIVATE_ADDRESSES: 'maybe', ROSTER_SECONDS: '0' });
    expect(() => readConfig({ ...environment, PUBLIC_URL: 'https://user:password@registry.example' })).toThrow('  PUBLIC_URL: must hold no user name');
    for (const name of ['DATABASE_URL', 'PORT', 'PUBLIC_URL', 'KEYS', 'PRIVATE_ADDRESSES', 'ROSTER_SECONDS']) expect(wrong).toThrow(`  ${name}: `);
    expect(wrong).not.toThrow('secret');
  });
});
