import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type PrivateKeys, generatePrivateKeys, publicKeysOf } from '../private-keys.js';
import { type FindKey, InvalidToken } from '../signed-claims.js';
import { CallChecker } from './call-checker.js';
import { type CallHeaders, CallSigner } from './call-signer.js';

const MINUTE = 60_000;
const message = { body: '{"query":"{ viewer { id } }"}', authorization: 'Bearer a.b.c' };

let gateway: PrivateKeys;
let bat: PrivateKeys;
let findGatewayKey: FindKey;
let checker: CallChecker;

beforeAll(async () => {
  gateway = await generatePrivateKeys();
  bat = await generatePrivateKeys();
  findGatewayKey = (id, kid) => (id === 'gateway' && kid === gateway.signing.kid ? publicKeysOf(gateway).signing : undefined);
});

beforeEach(() => {
  checker = new CallChecker('bat', bat.decryption, findGatewayKey);
});

const signer = (college = 'bat', keys = gateway, id = 'gateway') => new CallSigner(id, keys.signing, college, publicKeysOf(bat).encryption);

async function check(headers: Partial<CallHeaders>, received = message): Promise<void> {
  checker.check(received, headers, await checker.grantOf(headers));
}

const refused = (headers: Partial<CallHeaders>, received = message) => expect(check(headers, received)).rejects.toThrow(InvalidToken);

/** Runs with the clock moved. */
async function later<Result>(milliseconds: number, work: () => Promise<Result>): Promise<Result> {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + milliseconds);
  try {
    return await work();
  } finally {
    clock.mockRestore();
  }
}

describe('a call', () => {
  it('signed by a gateway of the roster is taken, and many are under one grant', async () => {
    const calls = signer();
    const [one, other] = [await calls.headersFor(message), await calls.headersFor(message)];
    expect(one['dobroset-grant']).toBe(other['dobroset-grant']);
    await check(one);
    await check(other);
  });

  it('row 1: is refused unsigned, and signed by a key that the roster does not have or has for somebody else', async () => {
    await refused({});
    await refused(await signer('bat', await generatePrivateKeys()).headersFor(message));
    await refused(await signer('bat', bat, 'bat').headersFor(message));
    await refused(await signer('bat', bat).headersFor(message));
  });

  it('row 2: for another node is refused', async () => {
    await refused(await signer('hgt').headersFor(message));
  });

  it('row 3: is refused when a byte of its body or its token is another', async () => {
    const calls = signer();
    await refused(await calls.headersFor(message), { ...message, body: message.body.replace('id', 'iD') });
    await refused(await calls.headersFor(message), { ...message, authorization: 'Bearer a.b.d' });
    await refused(await calls.headersFor({ body: message.body, authorization: undefined }));
    const headers = await calls.headersFor(message);
    const digestOfAnother = (await calls.headersFor({ ...message, body: 'x' }))['content-digest'];
    await refused({ ...headers, 'content-digest': digestOfAnother }, { ...message, body: 'x' });
  });

  it.each([
    ['covers less', (input: string) => input.replace(' "authorization"', '')],
    ['names another algorithm', (input: string) => input.replace('hmac-sha256', 'none')],
    ['has no nonce', (input: string) => input.replace(/;nonce="[^"]*"/, '')],
    ['has another label', (input: string) => input.replace('call=', 'sig1=')],
    ['was made at another time than it says', (input: string) => input.replace(/created=(\d+)/, (_, created) => `created=${Number(created) - 1}`)],
  ])('is refused when its signature %s', async (_what, change) => {
    const headers = await signer().headersFor(message);
    await refused({ ...headers, 'signature-input': change(headers['signature-input']) });
  });

  it('is taken once', async () => {
    const headers = await signer().headersFor(message);
    await check(headers);
    await refused(headers);
  });

  it('row 70: is refused when it was signed six minutes ago or ahead, and taken within a minute', async () => {
    checker = await later(-10 * MINUTE, () => Promise.resolve(new CallChecker('bat', bat.decryption, findGatewayKey)));
    for (const away of [-6 * MINUTE, 6 * MINUTE]) await refused(await later(away, async () => signer().headersFor(message)));
    for (const away of [-0.8 * MINUTE, 0.8 * MINUTE]) await check(await later(away, async () => signer().headersFor(message)));
  });

  it('is refused by a process that began after it was signed, and cannot know whether it was made before', async () => {
    const headers = await signer().headersFor(message);
    checker = await later(2_000, () => Promise.resolve(new CallChecker('bat', bat.decryption, findGatewayKey)));
    await refused(headers);
  });

  it('has a grant that ends: the same one is refused two minutes later, however fresh the call', async () => {
    const calls = signer();
    const { 'dobroset-grant': old } = await calls.headersFor(message);
    await later(2.1 * MINUTE, async () => {
      const fresh = await calls.headersFor(message);
      expect(fresh['dobroset-grant']).not.toBe(old);
      await check(fresh);
      await refused({ ...fresh, 'dobroset-grant': old });
    });
  });
});
