import { expect } from '@jest/globals';
import type { GraphAnswer } from '#support/graph-client.js';
import { anEvent, anId, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode } from './fake-node.js';

/** Milliseconds: what the gateway waits for a node, and some more. */
export const WHOLE_ANSWER_WITHIN = 3_500;

export const COLLEGES = '{ colleges { code name about events(first: 2) { nodes { id title placesTaken } totalCount } } }';
export const FEED = '{ events(first: 10) { nodes { id title } totalCount coverage { answered { code } missing { college { code name } reason } } } }';

/** A gateway before a node that is well, and one that a test makes misbehave. */
export interface GoodAndBad {
  readonly good: FakeNode;
  readonly bad: FakeNode;
  readonly network: FakeNetwork;
}

export async function goodAndBad(): Promise<GoodAndBad> {
  const good = await FakeNode.start('bat', fakeCollege('bat', { events: [anEvent('bat', 1), anEvent('bat', 3)] }));
  const bad = await FakeNode.start('hgt', fakeCollege('hgt', { events: [anEvent('hgt', 2), anEvent('hgt', 4)] }));
  return { good, bad, network: await FakeNetwork.start([good, bad]) };
}

/** The bad one answers honestly again, and the gateway has noticed. */
export async function recovered(bad: FakeNode, network: FakeNetwork): Promise<void> {
  bad.recover();
  await network.ask(COLLEGES); // a good answer closes the breaker
}

export const GOOD_COLLEGE = {
  code: 'bat',
  name: 'Техникум «bat»',
  about: 'О колледже bat',
  events: {
    nodes: [
      { id: anId('bat', 1), title: 'bat 1', placesTaken: 3 },
      { id: anId('bat', 3), title: 'bat 3', placesTaken: 3 },
    ],
    totalCount: 2,
  },
};

/** The good college's data are all there, the bad one keeps its name, and the errors say where and why. */
export function expectOnlyTheBadToBeMissing({ data, errors }: GraphAnswer, code: string): void {
  expect(data.colleges).toEqual([GOOD_COLLEGE, { code: 'hgt', name: 'Техникум «hgt»', about: null, events: null }]);
  expect(errors.length).toBeGreaterThan(0);
  for (const { path, extensions } of errors) {
    expect(extensions).toEqual({ code, college: 'hgt' });
    expect(path?.slice(0, 2)).toEqual(['colleges', 1]);
  }
}

export interface EventPage {
  readonly nodes: readonly { readonly title: string }[];
}

export function titlesOf({ nodes }: EventPage): string[] {
  return nodes.map(({ title }) => title);
}
