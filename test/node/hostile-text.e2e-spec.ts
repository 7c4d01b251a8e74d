import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { buildASTSchema } from 'graphql';
import { v7 as uuid } from 'uuid';
import { collegeContract } from '#contract/college-contract.js';
import { globalId } from '#contract/ids.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { BootedNode } from './booted-node.js';
import { type TextPlace, documentOf, textPlaces, variablesWith } from './hostile-text/text-places.js';

jest.setTimeout(120_000);

const schema = buildASTSchema(collegeContract(), { assumeValidSDL: true });
const places = textPlaces(schema);

/** What no field may break at: it is kept as it is, or refused in a sentence. */
const HOSTILE: Readonly<Record<string, string>> = {
  'a NUL': 'а\0б',
  'half a character': 'а\uD83D',
  'ten thousand emoji': '😀'.repeat(10_000),
  'right to left, and back': '\u202Eабв\u202C',
  'SQL': `'); DROP TABLE event; --`,
  'a pattern': '%_\\',
  'a question to the index': `a & !b | 'c':* <-> "d"`,
  'a script': '<script>alert(1)</script>',
  'an address that runs': 'javascript:alert(1)',
  'calendar lines': 'A\r\nEND:VEVENT\r\nBEGIN:VEVENT',
  'a formula': `=HYPERLINK("http://x","y")`,
  'a prototype': '__proto__',
  'nothing': '',
  'a foreign id': `bat:${uuid()}`,
};

/** "No", said so that whoever asked knows what to do. */
const REFUSALS: ReadonlySet<string> = new Set(['BAD_USER_INPUT', 'NOT_FOUND', 'FORBIDDEN']);

const event = anEvent();
const volunteer = aVolunteer();
const ordinary = {
  String: 'Обычное',
  ID: globalId('chhtt', event.id),
  DateTime: '2027-04-18T10:00:00Z',
  Date: '2009-03-03',
  Month: '2026-03',
  Int: 1,
  Boolean: true,
  Float: 1,
  volunteerId: globalId('chhtt', volunteer.id),
  endsAt: '2027-04-18T12:00:00Z',
};
const curator = aCurator('chhtt');
const self = aVolunteerActor('chhtt', volunteer);

let node: BootedNode;

beforeAll(async () => {
  node = await BootedNode.start();
  for (const row of [event, volunteer]) await node.rows.manager.insert(row.constructor, row);
});
afterAll(() => node.stop());

describe('rows 54 and 55: hostile text', () => {
  it('knows every place for text in the contract', () => {
    expect(places.length).toBeGreaterThan(100);
  });

  it.each(places.map((place) => [`${place.field} ${place.path.join('.')}`, place] as const))('in %s is kept or refused, and nothing breaks', async (_where, place) => {
    const broken: string[] = [];
    for (const [what, text] of Object.entries(HOSTILE)) {
      for (const as of [curator, self]) broken.push(...(await problemsOf(place, text, as)).map((problem) => `${what}: ${problem}`));
    }
    expect(broken).toEqual([]);
  });

  it('leaves every table where it was', async () => {
    expect(await node.rows.query(`SELECT count(*)::int AS count FROM event WHERE id = $1`, [event.id])).toEqual([{ count: 1 }]);
  });
});

async function problemsOf(place: TextPlace, text: string, as: typeof curator): Promise<string[]> {
  const response = await node.post({ query: documentOf(schema, place), variables: variablesWith(schema, place, text, ordinary) }, await node.tokenOf(as));
  const answer: { errors?: { message: string; extensions: { code: string } }[] } = JSON.parse(await response.text());
  const unforeseen = (answer.errors ?? []).filter(({ extensions }) => !REFUSALS.has(extensions.code));
  const telling = (answer.errors ?? []).filter(({ message }) => /syntax error|violates|relation "|invalid input|\bat .*\.js:/i.test(message));
  return [...(response.status >= 500 ? [`HTTP ${response.status}`] : []), ...[...unforeseen, ...telling].map(({ message, extensions }) => `${extensions.code} ${message}`)];
}
