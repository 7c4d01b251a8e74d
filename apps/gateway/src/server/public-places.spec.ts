import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { operationOf } from '../college/document-parts.js';
import { committedSupergraph } from '../supergraph/committed.js';
import { linksByNeed, placesIn, saidOnce } from './public-places.js';

const links = linksByNeed(committedSupergraph());

function places(text: string, ...path: (string | number)[]) {
  const document = parse(text);
  return placesIn(operationOf(document), document, links)(path);
}

describe('where an error is', () => {
  it('that stands in what the client asked stays there', () => {
    expect(places('{ search { nodes { ...E } } } fragment E on Event { where: host { name } }', 'search', 'nodes', 0, 'where', 'name')).toEqual([['search', 'nodes', 0, 'where', 'name']]);
  });

  it('of what a link needs is the link’s, under the name that the client gave it', () => {
    const text = '{ search { nodes { ... on Event { who: coHosts { code } coHosts { name } remotePlaces { taken } } } } }';
    expect(places(text, 'search', 'nodes', 3, 'coHostCodes')).toEqual([['search', 'nodes', 3, 'who'], ['search', 'nodes', 3, 'coHosts']]);
    expect(places(text, 'search', 'nodes', 3, 'remotePlaceRows', 0, 'taken')).toEqual([['search', 'nodes', 3, 'remotePlaces']]);
  });

  it('of a registration’s volunteer is that of both links that need it', () => {
    expect(places('{ event(id: 1) { registrations { nodes { volunteer { id } home { code } } } } }', 'event', 'registrations', 'nodes', 0, 'volunteerId')).toEqual([
      ['event', 'registrations', 'nodes', 0, 'volunteer'],
      ['event', 'registrations', 'nodes', 0, 'home'],
    ]);
  });

  it('of what the client did not ask at all is the thing’s own', () => {
    expect(places('{ event(id: 1) { title } }', 'event', 'coHostCodes', 2)).toEqual([['event']]);
  });
});

describe('an error', () => {
  const error = (message: string, path: readonly (string | number)[] | undefined, code: string, college = 'bat') => ({ message, ...(path && { path }), extensions: { code, college } });

  it('that says the same of the same place is said once, where it first stood', () => {
    const [first, second] = [error('Too busy.', ['a', 0], 'BUSY'), error('No.', ['a', 0], 'FORBIDDEN')];
    expect(saidOnce([first, second, { ...first }, { ...second }])).toEqual([first, second]);
  });

  it('that differs in place, sentence, code or college is another', () => {
    const errors = [
      error('Too busy.', ['a', 0], 'BUSY'),
      error('Too busy.', ['a', '0'], 'BUSY'),
      error('Too busy.', undefined, 'BUSY'),
      error('Very busy.', ['a', 0], 'BUSY'),
      error('Too busy.', ['a', 0], 'FORBIDDEN'),
      error('Too busy.', ['a', 0], 'BUSY', 'hgt'),
    ];
    expect(saidOnce(errors)).toEqual(errors);
  });
});
