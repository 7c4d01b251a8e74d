import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { now } from './node-client.js';
import { NodeState } from './node-state.js';

describe('whether a node is there', () => {
  let node: NodeState;

  beforeEach(() => {
    node = new NodeState('bat', 'http://127.0.0.1:9/graphql', null, { maxAnswerBytes: 1_000, maxCalls: 1, privateAddresses: true });
  });
  afterEach(() => node.close());

  it('is told by its last answer, until a call that began since fails', () => {
    node.answered(1);
    expect(node.availability).toBe('ANSWERING');
    node.failed(now());
    expect(node.availability).toBe('UNREACHABLE');
  });

  it('is not told by the end of a call that began before that answer, until so many failed that nothing is sent', () => {
    const began = now() - 1;
    node.answered(1);
    for (let count = 0; count < 19; count += 1) node.failed(began);
    expect([node.availability, node.breaker.isOpen]).toEqual(['ANSWERING', false]);
    node.failed(began);
    expect([node.availability, node.breaker.isOpen]).toEqual(['UNREACHABLE', true]);
  });
});
