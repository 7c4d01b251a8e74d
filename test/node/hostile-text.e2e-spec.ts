import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { buildASTSchema } from 'graphql';
import { v7 as uuid } from 'uuid';
import { collegeContract } from '#contract/college-contract.js';
import { globalId } from '#contract/ids.js';
import { TeamEntity } from '#node/people/team.entity.js';
import { QuestionEntity } from '#node/questions/question.entity.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { anOffer } from '#support/factories/offer.factory.js';
import { aPractice } from '#support/factories/practice.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { BootedNode } from './booted-node.js';
import { KEPT, asLine, asText } from './hostile-text/kept-text.js';
import { KeptPlaces } from './hostile-text/kept-places.js';
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
const other = anEvent();
const draft = anEvent({ status: 'DRAFT' });
const volunteer = aVolunteer();
const team = Object.assign(new TeamEntity(), { id: uuid(), name: 'Отряд', about: null, mentorId: null });
const practice = aPractice();
const offer = anOffer();
const question = Object.assign(new QuestionEntity(), { id: uuid(), eventId: event.id, askedBy: globalId('bat', uuid()), underOwnName: false, text: 'Что взять?', votes: 0, answered: false, hidden: false, askedAt: new Date() });
const registration = aRegistration({ event, volunteer, home: 'chhtt' });
const idOf = ({ id }: { readonly id: string }) => globalId('chhtt', id);
/** Ids of what is there, so that the text comes as far as it may. */
const ordinary = {
  String: 'Обычное',
  ID: idOf(event),
  DateTime: '2027-04-18T10:00:00Z',
  Date: '2009-03-03',
  Month: '2026-03',
  Int: 1,
  Boolean: true,
  Float: 1,
  college: 'chhtt',
  eventId: idOf(event),
  volunteerId: idOf(volunteer),
  teamId: idOf(team),
  practiceId: idOf(practice),
  questionId: idOf(question),
  registrationId: idOf(registration),
  offerId: idOf(offer),
  partnerOfferId: globalId('bat', uuid()),
  endsAt: '2027-04-18T12:00:00Z',
  cancelEvent: { id: idOf(other) },
  discardDraft: { id: idOf(draft) },
  updatePractice: { id: idOf(practice) },
  moderateQuestion: { id: idOf(question) },
  saveTeam: { id: idOf(team) },
  volunteer: { id: idOf(volunteer) },
  practice: { id: idOf(practice) },
};
const curator = aCurator('chhtt');
const self = aVolunteerActor('chhtt', volunteer);

let node: BootedNode;
let kept: KeptPlaces;

beforeAll(async () => {
  node = await BootedNode.start({ poolSize: 30 });
  kept = new KeptPlaces(node);
  for (const row of [event, other, draft, volunteer, team, practice, offer, question, registration]) await node.rows.manager.insert(row.constructor, row);
});
afterAll(() => node.stop());

describe('rows 54 and 55: hostile text', () => {
  it('knows every place for text in the contract', () => {
    expect(places.length).toBeGreaterThan(170);
  });

  it.each(places.map((place) => [`${place.owner ?? ''} ${place.field} ${place.path.join('.')}`.trim(), place] as const))('in %s is kept or refused, and nothing breaks', async (_where, place) => {
    const broken = await Promise.all([curator, self].map((as) => problemsOf(place, as)));
    expect(broken.flat()).toEqual([]);
  });

  it.each(Object.entries(KEPT))('%s comes back from everywhere as it is said to be kept', async (_what, text) => {
    const came: [string, readonly unknown[], readonly unknown[]][] = [];
    for (const [where, deed] of Object.entries(kept.all)) {
      const { lines, texts } = await deed(text);
      came.push([where, lines, texts]);
    }
    expect(came).toEqual(came.map(([where, lines, texts]) => [where, lines.map(() => asLine(text)), texts.map(() => asText(text))]));
    expect(came.flatMap(([, lines, texts]) => [...lines, ...texts]).length).toBeGreaterThan(35);
  });

  it('leaves every table where it was', async () => {
    expect(await node.rows.query(`SELECT count(*)::int AS count FROM event WHERE id = $1`, [event.id])).toEqual([{ count: 1 }]);
  });
});

/** All texts in one request, as a gateway may send them. */
async function problemsOf(place: TextPlace, as: typeof curator): Promise<string[]> {
  const query = documentOf(schema, place);
  const operations = Object.values(HOSTILE).map((text) => ({ query, variables: variablesWith(schema, place, text, ordinary) }));
  const response = await node.post(operations, await node.tokenOf(as));
  const body = await response.text();
  if (response.status >= 500 || !body.startsWith('[')) return [`HTTP ${response.status} ${body}`];
  const answers: { errors?: { message: string; extensions: { code: string } }[] }[] = JSON.parse(body);
  return Object.keys(HOSTILE).flatMap((what, index) => {
    const errors = answers[index]?.errors ?? [];
    const unforeseen = errors.filter(({ extensions }) => !REFUSALS.has(extensions.code));
    const telling = errors.filter(({ message }) => /syntax error|violates|relation "|invalid input|\bat .*\.js:/i.test(message));
    return [...unforeseen, ...telling].map(({ message, extensions }) => `${what}: ${extensions.code} ${message}`);
  });
}
