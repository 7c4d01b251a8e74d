import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { FileClient } from '#gateway/college/file-client.js';
import { NodeClient } from '#gateway/college/node-client.js';
import { CalledNode, EVENT } from './called-node.js';
import { json } from './misbehaviour.js';

/** More than a client has connections, and more than a breaker bears. */
const VERY_OFTEN = 40;
const UNSENDABLE = ['Bearer a\nb', 'Bearer a\0b', 'Bearer я'];
const PATIENCE_MILLISECONDS = 5_000;

let called: CalledNode;
beforeEach(async () => {
  called = await CalledNode.start();
});
afterEach(() => called.stop());

it.each(UNSENDABLE)('a post with the header %j is not sent, and takes no connection from those that are', async (authorization) => {
  const client = new NodeClient(called.bat.endpoint, { maxAnswerBytes: 1_000, maxCalls: 10, privateAddresses: true });
  called.bat.behave(json({ data: {} }));
  const post = (headers: Readonly<Record<string, string>>) => client.post('{"query":"{ a }"}', headers, PATIENCE_MILLISECONDS);
  for (let time = 0; time < VERY_OFTEN; time += 1) await expect(post({ authorization })).rejects.toMatchObject({ code: 'NODE_UNAVAILABLE' });
  expect(called.bat.requests).toEqual([]);
  expect(await post({ authorization: 'Bearer a' })).toMatchObject({ status: 200 });
  await client.close();
});

it('a request with such a header says nothing of the node that it does not reach', async () => {
  await called.join();
  for (let time = 0; time < VERY_OFTEN; time += 1) {
    const { errors } = await called.nodes.forRequest('a\nb').read('bat', EVENT, { id: 'bat:1' });
    expect(errors[0]?.extensions.code).toBe('NODE_UNAVAILABLE');
  }
  expect(called.bat.operations).toEqual([]);
  expect(called.nodes.availability('bat')).toBe('ANSWERING');
  expect((await called.nodes.forRequest('a').read('bat', EVENT, { id: 'bat:1' })).errors).toEqual([]);
});

it.each(UNSENDABLE)('a file is not asked for with the header %j, and others are given theirs', async (authorization) => {
  const files = new FileClient(new URL(called.bat.endpoint), true);
  called.bat.behave(json({ data: {} }));
  const open = (headers: Record<string, string>) => files.open(() => Promise.resolve({ body: '{}', headers }), AbortSignal.timeout(PATIENCE_MILLISECONDS));
  for (let time = 0; time < VERY_OFTEN; time += 1) await expect(open({ authorization })).rejects.toMatchObject({ code: 'NODE_UNAVAILABLE' });
  expect(called.bat.requests).toEqual([]);
  const { statusCode, body } = await open({ authorization: 'Bearer a' });
  expect({ statusCode, text: await body.text() }).toEqual({ statusCode: 200, text: '{"data":{}}' });
  await files.close();
});
