import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { type CollegeMessage, sealMessage } from '#identity/message/sealed-message.js';
import { verifyReceipt } from '#identity/message/receipt.js';
import { BootedNode } from './booted-node.js';

let node: BootedNode;

beforeAll(async () => {
  node = await BootedNode.start();
}, 60_000);
afterAll(() => node.stop());

async function post(content: object, isSigned = true): Promise<Response> {
  const body = JSON.stringify(content);
  const signature = isSigned ? await node.signatureOf(body) : {};
  return fetch(`${node.url}/messages`, { method: 'POST', headers: { 'content-type': 'application/json', ...signature }, body });
}

const aMessage = (kind: string): CollegeMessage => ({ id: uuid(), from: 'bat', to: 'chhtt', thread: `bat:${uuid()}`, sequence: 1, kind, content: {} });
const sealed = (message: CollegeMessage) => sealMessage(message, node.keysOf('bat').signing, node.publicKeys.encryption);

describe('a node’s /messages', () => {
  it('answers nobody but a gateway of the roster', async () => {
    const message = await sealed(aMessage('NOT_INVENTED'));
    expect((await post({ message }, false)).status).toBe(401);
    expect((await post({ message })).status).toBe(501); // a kind that no node knows
    expect(await node.rows.query('SELECT * FROM inbox_message')).toEqual([]);
  });

  it('reads no more than a message may be', async () => {
    expect((await post({ message: 'A'.repeat(65_536) })).status).toBe(413);
  });

  it.each([{}, { message: 7 }, { message: 'nothing' }, []])('refuses %j', async (content) => {
    expect((await post(content)).status).toBe(401);
  });

  it('gives a receipt under its own key', async () => {
    const message = { ...aMessage('NOT_INVENTED'), sequence: 2 }; // early: kept, whatever its kind
    const answer = (await (await post({ message: await sealed(message) })).json()) as { receipt: string };
    expect(await verifyReceipt(answer.receipt, { sender: 'bat', receiver: 'chhtt', messageId: message.id }, node.findKey)).toEqual({ outcome: 'TAKEN', reason: null });
  });
});
