import { describe, expect, it } from '@jest/globals';
import { gatewayConfig } from './gateway.config.js';

const good = { ROSTER: '/etc/roster.json', KEYS: '/etc/keys.json' };

describe('the gateway’s configuration', () => {
  it('limits visitors, trusts no proxy and no other origin, where nothing is said', () => {
    expect(gatewayConfig(good)).toMatchObject({ rateLimit: 1_800, trustProxy: 0, origins: [], introspection: true });
    expect(gatewayConfig(good).collegeRateLimit).toBe(36_000);
    expect(gatewayConfig({ ...good, RATE_LIMIT: '0' }).collegeRateLimit).toBe(0);
    expect(gatewayConfig({ ...good, RATE_LIMIT: '0', COLLEGE_RATE_LIMIT: '50' }).collegeRateLimit).toBe(50);
  });

  it('tells the schema in development, or where it is told to', () => {
    const introspection = (settings: Record<string, string>) => gatewayConfig({ ...good, ...settings }).introspection;
    expect(introspection({ NODE_ENV: 'production' })).toBe(false);
    expect(introspection({ NODE_ENV: 'production', INTROSPECTION: 'on' })).toBe(true);
    expect(introspection({ INTROSPECTION: 'off' })).toBe(false);
    expect(introspection({ NODE_ENV: 'production', SUPERGRAPH: '/etc/supergraph.graphql' })).toBe(true);
  });

  it('takes origins as browsers say them', () => {
    expect(gatewayConfig({ ...good, ORIGINS: 'https://a.example, http://localhost:5173' }).origins).toEqual(['https://a.example', 'http://localhost:5173']);
    for (const wrong of ['*', 'null', 'https://a.example/', 'https://A.example', 'a.example', 'https://a.example:443', 'file:///etc']) {
      expect(() => gatewayConfig({ ...good, ORIGINS: wrong })).toThrow('ORIGINS.0: list origins such as https://');
    }
  });

  it('keeps status lists beside the roster, where nothing else is said', () => {
    const folder = (settings: Record<string, string>) => gatewayConfig({ ...good, ...settings }).network?.statusLists;
    expect(folder({ ROSTER_LAST_GOOD: '/var/lib/dobroset/roster.jws' })).toBe('/var/lib/dobroset/status-lists');
    expect(folder({ ROSTER_LAST_GOOD: '/var/lib/dobroset/roster.jws', STATUS_LISTS: '/srv/lists' })).toBe('/srv/lists');
    expect(folder({})).toBeUndefined();
  });

  it('names every problem at once', () => {
    expect(() => gatewayConfig({ RATE_LIMIT: 'many', TRUST_PROXY: '-1', INTROSPECTION: 'yes' })).toThrow(/INTROSPECTION[^]*RATE_LIMIT[^]*TRUST_PROXY/);
  });
});
