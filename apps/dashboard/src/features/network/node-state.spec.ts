import { describe, expect, it } from '@jest/globals';
import { type NodeState, withNodeStates } from './node-state.js';

function stateOf(availability: NodeState, timeZone: string | null, ...codes: string[]): NodeState | undefined {
  const errors = codes.map((code) => ({ extensions: { code, college: 'bat' } }));
  return withNodeStates([{ code: 'bat', availability, timeZone }], errors)[0]?.state;
}

describe("a node's state", () => {
  it('is what the gateway saw of it', () => {
    expect(stateOf('ANSWERING', 'Europe/Samara')).toBe('ANSWERING');
    expect(stateOf('SLOW', 'Europe/Samara')).toBe('SLOW');
    expect(stateOf('UNREACHABLE', null)).toBe('UNREACHABLE');
  });

  it('is unreachable where it failed just now', () => {
    expect(stateOf('ANSWERING', null, 'NODE_UNAVAILABLE')).toBe('UNREACHABLE');
  });

  it('is answering where it answered just now', () => {
    expect(stateOf('UNREACHABLE', 'Europe/Samara')).toBe('ANSWERING');
  });

  it('does not suffer from an older contract', () => {
    expect(stateOf('ANSWERING', null, 'CONTRACT_SKEW')).toBe('ANSWERING');
  });
});
