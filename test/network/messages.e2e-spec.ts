import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '#support/until.js';
import { Correspondence, type Correspondent } from './messages/correspondence.js';

let network: Correspondence;
let home: Correspondent;
let host: Correspondent;

beforeAll(async () => {
  network = await Correspondence.start(['kpk', 'hgt', 'bat']);
  home = network.college('kpk');
  host = network.college('hgt');
});
afterAll(() => network.stop());

describe('a message between two colleges', () => {
  it('is delivered, applied once and answered, and leaves nothing personal in the queues', async () => {
    const thread = home.aThread();
    const started = Date.now();
    await home.send('hgt', thread, 'Анна К.');
    await until('the answer is there', async () => (await home.effects(thread)).length === 1);
    expect(Date.now() - started).toBeLessThan(1_500);
    expect(await host.effects(thread)).toEqual([{ sender: 'kpk', thread, sequence: 1, says: 'Анна К.' }]);
    expect(await home.effects(thread)).toEqual([{ sender: 'hgt', thread, sequence: 1, says: 'answer to 1' }]);
    await until('the sender knows', async () => (await home.waiting()) === 0);
    expect(await home.rows('SELECT content, attempts, last_problem, refused_at FROM outbox_message WHERE thread = $1', [thread])).toEqual([
      { content: null, attempts: 1, last_problem: null, refused_at: null },
    ]);
    expect(await host.rows('SELECT content, problem FROM inbox_message WHERE thread = $1', [thread])).toEqual([{ content: null, problem: null }]);
  });
});
