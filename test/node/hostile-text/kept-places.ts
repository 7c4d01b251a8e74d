import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { anOffer } from '#support/factories/offer.factory.js';
import { aPractice } from '#support/factories/practice.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import type { Json } from '#support/graph-client.js';
import type { BootedNode } from '../booted-node.js';
import { anInput } from '../planning.js';

/** What came back of a text that was written in several places of one thing, by what kind of text it is there. */
export interface CameBack {
  readonly lines: readonly unknown[];
  readonly texts: readonly unknown[];
}

const SPEAKER = ['name', 'position', 'organisation', 'topic'] as const;
const EVENT = `title summary description venue tags speakers { ${SPEAKER.join(' ')} }`;
const PRACTICE = 'title summary body tags materials { title }';
const ADDRESS = 'https://a.example/1';
const ENOUGH_TO_SHOW_COMMENTS = 5;

/** Writes a text wherever a thing takes one, by the graph, and reads the thing back by the graph. */
export class KeptPlaces {
  private readonly curator = aCurator('chhtt');
  private volunteers = 0;

  constructor(private readonly node: BootedNode) {}

  readonly all: Readonly<Record<string, (text: string) => Promise<CameBack>>> = {
    'an event': async (text) => {
      const { id } = await this.does('($input: EventInput!) { done: createEvent(input: $input) { ... on Event { id } } }', { input: anInput(30, wordsOfEvent(text)) });
      return this.event(id);
    },
    'a changed event': async (text) => {
      const { id } = await this.has(anEvent());
      await this.does('($id: ID!, $input: EventPatch!) { done: updateEvent(id: $id, input: $input) { ... on Event { id } } }', { id, input: wordsOfEvent(text) });
      return this.event(id);
    },
    'an event that is over': async (text) => {
      const { id } = await this.has(anEvent({ startsAt: inDays(-5) }));
      await this.does('($id: ID!, $title: String!, $url: String!) { done: addMaterial(eventId: $id, title: $title, url: $url) { id } }', { id, title: text, url: ADDRESS });
      await this.does('($id: ID!, $outcome: String) { done: recordOutcome(eventId: $id, outcome: $outcome) { id } }', { id, outcome: text });
      const { event } = await this.asks('query ($id: ID!) { event(id: $id) { outcome materials { title } } }', { id });
      return { lines: [event.materials[0].title], texts: [event.outcome] };
    },
    'a question': async (text) => {
      const { id: eventId } = await this.has(anEvent());
      await this.does('($input: QuestionInput!) { done: askQuestion(input: $input) { id } }', { input: { eventId, text } });
      const { event } = await this.asks('query ($id: ID!) { event(id: $id) { questions { nodes { text } } } }', { id: eventId });
      return { lines: [], texts: event.questions.nodes.map((question: Json) => question.text) };
    },
    'comments on an event': async (text) => {
      const event = anEvent({ startsAt: inDays(-5) });
      const { id: eventId } = await this.has(event);
      for (let answer = 0; answer < ENOUGH_TO_SHOW_COMMENTS; answer += 1) {
        const volunteer = { id: uuid() };
        await this.has(aRegistration({ event, volunteer, home: 'bat' }, { status: 'ATTENDED', minutes: 60 }));
        await this.does('($input: FeedbackInput!) { done: leaveFeedback(input: $input) { id } }', { input: { eventId, rating: 5, comment: text } }, aVolunteerActor('bat', volunteer));
      }
      const { event: seen } = await this.asks('query ($id: ID!) { event(id: $id) { feedbackComments { nodes { text } } } }', { id: eventId });
      return { lines: [], texts: seen.feedbackComments.nodes.map((comment: Json) => comment.text) };
    },
    'a practice': async (text) => {
      const { id } = await this.does('($input: PracticeInput!) { done: publishPractice(input: $input) { id } }', { input: wordsOfPractice(text) });
      return this.practice(id);
    },
    'a changed practice, taken over': async (text) => {
      const { id } = await this.has(aPractice());
      await this.does('($id: ID!, $input: PracticePatch!) { done: updatePractice(id: $id, input: $input) { id } }', { id, input: wordsOfPractice(text) });
      await this.does('($id: ID!, $outcome: String) { done: adoptPractice(practiceId: $id, outcome: $outcome) { id } }', { id, outcome: text }, aCurator('bat'));
      const { practice } = await this.asks('query ($id: ID!) { practice(id: $id) { adoptionRows { outcome } } }', { id });
      const { lines, texts } = await this.practice(id);
      return { lines, texts: [...texts, practice.adoptionRows[0].outcome] };
    },
    'an offer, and what is proposed about one': async (text) => {
      const { id } = await this.does('($input: OfferInput!) { done: postOffer(input: $input) { id } }', { input: { direction: 'WANTED', kind: 'OTHER', title: text, details: text } });
      const offer = await this.has(anOffer());
      const input = { offerId: offer.id, partnerOfferId: globalId('bat', uuid()), note: text };
      const agreement = await this.does('($input: AgreementInput!) { done: proposeAgreement(input: $input) { id } }', { input });
      const { _entities } = await this.asks('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Offer { title details } ... on Agreement { note } } }', {
        r: [{ __typename: 'Offer', id }, { __typename: 'Agreement', id: agreement.id }],
      });
      return { lines: [_entities[0].title], texts: [_entities[0].details, _entities[1].note] };
    },
    'a team': async (text) => {
      const { id } = await this.does('($input: TeamInput!) { done: saveTeam(input: $input) { id } }', { input: { name: text, about: text } });
      const { _entities } = await this.asks('{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { teams { id name about } } } }', {});
      const team = _entities[0].teams.find((one: Json) => one.id === id);
      return { lines: [team.name], texts: [team.about] };
    },
    'a volunteer and their consent': async (text) => {
      const given = { fullName: `Зимина ${'я'.repeat((this.volunteers += 1))}`, group: text, skills: [text] };
      const { id } = await this.does('($input: VolunteerInput!) { done: addVolunteer(input: $input) { ... on Volunteer { id } } }', { input: given });
      const paper = { number: `17 ${text}`, signedOn: inDays(-2).toISOString().slice(0, 10) };
      const input = { volunteerId: id, purpose: 'PHOTO_PUBLICATION', textVersion: text, ownDocument: paper, guardianDocument: paper };
      await this.does('($input: ConsentInput!) { done: giveConsent(input: $input) { inForce } }', { input });
      const { volunteer } = await this.asks('query ($id: ID!) { volunteer(id: $id) { group skills consents { textVersion guardianDocument } } }', { id });
      const [{ textVersion, guardianDocument }] = volunteer.consents;
      return { lines: [volunteer.group, ...volunteer.skills, textVersion, guardianDocument.slice('17 '.length)], texts: [] };
    },
  };

  private async event(id: string): Promise<CameBack> {
    const { event } = await this.asks(`query ($id: ID!) { event(id: $id) { ${EVENT} } }`, { id });
    return { lines: [event.title, event.venue, ...event.tags, ...SPEAKER.map((field) => event.speakers[0][field])], texts: [event.summary, event.description] };
  }

  private async practice(id: string): Promise<CameBack> {
    const { practice } = await this.asks(`query ($id: ID!) { practice(id: $id) { ${PRACTICE} } }`, { id });
    return { lines: [practice.title, ...practice.tags, practice.materials[0].title], texts: [practice.summary, practice.body] };
  }

  /** @returns its global id */
  private async has(row: { readonly id: string }): Promise<{ id: string }> {
    await this.node.rows.manager.insert(row.constructor, row);
    return { id: globalId('chhtt', row.id) };
  }

  private async does(document: string, variables: Record<string, unknown>, as: Actor = this.curator): Promise<Json> {
    return (await this.asks(`mutation ${document}`, variables, as)).done;
  }

  private async asks(document: string, variables: Record<string, unknown>, as: Actor = this.curator): Promise<Json> {
    const { data, errors } = await this.node.ask<Json>(document, { as, variables });
    if (errors) throw new Error(`${document}\n${JSON.stringify(errors)}`);
    return data;
  }
}

function wordsOfEvent(text: string): Record<string, unknown> {
  const speaker = Object.fromEntries(SPEAKER.map((field) => [field, text]));
  return { title: text, summary: text, description: text, venue: text, tags: [text], speakers: [speaker] };
}

function wordsOfPractice(text: string): Record<string, unknown> {
  return { title: text, summary: text, body: text, tags: [text], materials: [{ title: text, url: ADDRESS }] };
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000);
}
