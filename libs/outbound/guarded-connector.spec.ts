import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Agent, request } from 'undici';
import { type Resolve, guardedConnector } from './guarded-connector.js';
import { isPublicAddress } from './public-address.js';

describe('row 17: an address of the public internet', () => {
  it.each(['8.8.8.8', '95.213.0.1', '2a00:1450:4010::1'])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '127.0.0.1', '127.9.9.9', '0.0.0.0', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '192.0.2.1', '198.18.0.1', '224.0.0.1', '255.255.255.255',
    '::', '::1', '::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '64:ff9b::a9fe:a9fe', '64:ff9b:1::7f00:1', '2002:7f00:1::', '::127.0.0.1', 'fe80::1', 'fd00::1', 'fec0::1', 'ff02::1', '2001:db8::1',
    'localhost', '', '1',
  ])('is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('row 17: a connection', () => {
  let inner: Server;
  let connections = 0;

  beforeAll(async () => {
    inner = createServer((_request, response) => response.end('inner')).on('connection', () => (connections += 1));
    inner.listen(0, '127.0.0.1');
    await once(inner, 'listening');
  });
  afterAll(() => void inner.close());

  const port = () => (inner.address() as AddressInfo).port;

  async function ask(host: string, privateAddresses: boolean, resolve?: Resolve): Promise<string> {
    const dispatcher = new Agent({ connect: guardedConnector({ timeout: 1_000, privateAddresses, ...(resolve && { resolve }) }) });
    try {
      return await (await request(`http://${host}:${port()}/`, { dispatcher })).body.text();
    } finally {
      await dispatcher.destroy();
    }
  }

  it.each(['127.0.0.1', 'localhost', '0x7f000001', '0x7f.1', '2130706433', '017700000001', '127.1', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '0.0.0.0'])(
    'to %s is not made',
    async (host) => {
      const before = connections;
      await expect(ask(host, false)).rejects.toThrow('not an address of the public internet');
      expect(connections).toBe(before);
    },
  );

  it('to a name is checked by the address at that moment, not by what the name led to before', async () => {
    const answers = ['95.213.0.1', '127.0.0.1'];
    const rebinding: Resolve = (_host, _options, callback) => callback(null, [{ address: answers.shift() ?? '127.0.0.1', family: 4 }]);
    const before = connections;
    await expect(ask('rebinding.example', false, rebinding)).rejects.not.toThrow('public internet');
    await expect(ask('rebinding.example', false, rebinding)).rejects.toThrow('rebinding.example is at 127.0.0.1');
    expect(connections).toBe(before);
  });

  it('to a name with one inner address among public ones is not made', async () => {
    const mixed: Resolve = (_host, _options, callback) => callback(null, [{ address: '95.213.0.1', family: 4 }, { address: '10.0.0.1', family: 4 }]);
    await expect(ask('mixed.example', false, mixed)).rejects.toThrow('mixed.example is at 10.0.0.1');
  });

  it('is made where inner addresses are allowed', async () => {
    expect(await ask('127.0.0.1', true)).toBe('inner');
  });
});
