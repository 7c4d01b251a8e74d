import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CallSigner } from '#identity/call/call-signer.js';
import { generatePrivateKeys } from '#identity/private-keys.js';
import { minutesAhead } from '#support/at-another-time.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { GATEWAY_ID } from '#support/test-roster.js';
import { BootedNode } from './booted-node.js';

const REFUSED = { errors: [{ message: 'The signature or the token of this call is not valid.', extensions: { code: 'UNAUTHENTICATED' } }] };
const SDL = '{"query":"{ _service { sdl } }"}';

describe('who may call a node', () => {
  let node: BootedNode;
  const volunteer = aVolunteer();
  const everyEvent = (['COLLEGE', 'NETWORK', 'PUBLIC'] as const).map((audience) => anEvent({ title: audience, audience, status: 'PUBLISHED' }));

  beforeAll(async () => {
    node = await BootedNode.start();
    await node.rows.manager.save([volunteer, ...everyEvent]);
  });
  afterAll(() => node.stop());

  async function send(body: string, headers: Readonly<Record<string, string>>): Promise<{ status: number; answer: unknown }> {
    const response = await fetch(`${node.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
    return { status: response.status, answer: await response.json() };
  }

  it('row 29: nobody but a gateway: a stranger learns neither schema nor rows', async () => {
    for (const query of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }', '{ __schema { types { name } } }', '{ eventFeed { totalCount } }']) {
      expect(await send(JSON.stringify({ query }), {})).toEqual({ status: 401, answer: REFUSED });
    }
    expect((await send(SDL, await node.signatureOf(SDL))).status).toBe(200);
  });

  it('row 1: no gateway with a key of its own making, and no college in a gateway’s place', async () => {
    const { encryption } = node.publicKeys;
    const selfMade = new CallSigner(GATEWAY_ID, (await generatePrivateKeys()).signing, 'chhtt', encryption);
    const member = new CallSigner('bat', node.keysOf('bat').signing, 'chhtt', encryption);
    const disguised = new CallSigner(GATEWAY_ID, node.keysOf('bat').signing, 'chhtt', encryption);
    for (const caller of [selfMade, member, disguised]) {
      const headers = await caller.headersFor({ body: SDL, authorization: undefined });
      expect(await send(SDL, headers)).toEqual({ status: 401, answer: REFUSED });
    }
  });

  it('row 2: no gateway that meant another node', async () => {
    const forBat = new CallSigner(GATEWAY_ID, node.gatewayKey, 'bat', node.publicKeys.encryption);
    expect((await send(SDL, await forBat.headersFor({ body: SDL, authorization: undefined }))).status).toBe(401);
  });

  it('row 3: no call of which a byte was changed on its way, and none twice', async () => {
    const body = '{"query":"{ eventFeed(first: 1) { totalCount } }"}';
    const headers = await node.signatureOf(body);
    expect((await send(body.replace('1', '2'), headers)).status).toBe(401);
    expect((await send(body, headers)).status).toBe(200);
    expect((await send(body, headers)).status).toBe(401);
    expect((await send('{', await node.signatureOf('{'))).status).toBe(400);
    expect((await send('[', await node.signatureOf('{'))).status).toBe(401);
  });

  it('row 70: no call that was signed six minutes ago, or six minutes ahead', async () => {
    const signer = () => new CallSigner(GATEWAY_ID, node.gatewayKey, 'chhtt', node.publicKeys.encryption);
    for (const minutes of [-6, 6]) {
      const headers = await minutesAhead(minutes, async () => signer().headersFor({ body: SDL, authorization: undefined }));
      expect(await send(SDL, headers)).toEqual({ status: 401, answer: REFUSED });
    }
    const [granted, old] = [signer(), { body: SDL, authorization: undefined }];
    expect((await send(SDL, await granted.headersFor(old))).status).toBe(200);
    expect((await send(SDL, await minutesAhead(-6, async () => granted.headersFor(old)))).status).toBe(401); // under a grant that counts
  });

  it('row 11: a gateway without an assertion sees what is public, whatever it says of itself', async () => {
    const body = JSON.stringify({
      query: 'query ($id: ID!) { viewer { id } eventFeed(first: 9) { items { event { id } } } volunteer(id: $id) { fullName } }',
      variables: { id: `chhtt:${volunteer.id}` },
    });
    const claimed = { 'x-user': `chhtt:${volunteer.id}`, 'x-roles': 'CURATOR' };
    const { answer } = await send(body, { ...(await node.signatureOf(body)), ...claimed });
    const [publicEvent] = everyEvent.filter(({ audience }) => audience === 'PUBLIC');
    expect(answer).toMatchObject({
      data: { viewer: null, volunteer: null, eventFeed: { items: [{ event: { id: `chhtt:${publicEvent?.id}` } }] } },
      errors: [{ path: ['volunteer'], extensions: { code: 'NOT_FOUND' } }],
    });
  });

  it('row 19: an assertion that a gateway made up is refused with its call', async () => {
    const invented = await node.tokenSignedBy(node.gatewayKey, { id: 'chhtt:0192f3c4-0000-7000-8000-000000000001', college: 'chhtt', roles: ['CURATOR'] });
    const response = await node.post({ query: '{ viewer { id } }' }, invented);
    expect([response.status, await response.json()]).toEqual([401, REFUSED]);
  });
});
