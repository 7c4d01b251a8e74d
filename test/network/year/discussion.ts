import { until } from '#support/until.js';
import type { Announced } from './planning.js';
import type { Place } from './taking-part.js';
import type { YearNetwork } from './year-network.js';

const ASK = '($input: QuestionInput!) { done: askQuestion(input: $input) { id } }';
const VOTE = '($id: ID!) { done: voteForQuestion(questionId: $id) { votes voted } }';
const ANSWER = '($id: ID!) { done: moderateQuestion(id: $id, answered: true) { answered } }';
const CODE = 'query ($id: ID!) { event(id: $id) { checkInCode { code } } }';
const CHECK_IN = '($id: ID!, $code: String!) { done: checkIn(eventId: $id, code: $code) { id } }';
const STATE = '{ viewer { volunteer { recordBook(first: 100) { nodes { id checkIn } } } } }';
const FEEDBACK = '($input: FeedbackInput!) { done: leaveFeedback(input: $input) { feedback { answers } } }';
const OUTCOME = '($id: ID!) { done: addMaterial(eventId: $id, title: "Запись", url: "https://video.example/17") { id } }';

/** So many give a five, all others a three. */
const DELIGHTED = 6;
/** Of the first ten, to one decimal. */
export const AVERAGE = (DELIGHTED * 5 + (10 - DELIGHTED) * 3) / 10;

/** Each guest asks before it, everybody else votes; the host marks the first as answered. @returns the questions' ids in order */
export async function discuss(year: YearNetwork, club: Announced, places: readonly Place[]): Promise<string[]> {
  const asked: string[] = [];
  for (const { volunteer } of places.filter((place) => place.volunteer.college !== club.host)) {
    const { id } = await year.does(volunteer, ASK, { input: { eventId: club.id, text: `Вопрос из ${volunteer.college}`, underOwnName: true } });
    asked.push(id);
    await Promise.all(places.filter((place) => place.volunteer !== volunteer).map((other) => year.does(other.volunteer, VOTE, { id })));
  }
  await year.does(year.mentor(club.host), ANSWER, { id: asked[0] });
  return asked;
}

/** Whoever is there gives the code that the host reads out, all at the same time. */
export async function checkIn(year: YearNetwork, club: Announced, places: readonly Place[]): Promise<void> {
  const { event } = await year.ask(year.curator(club.host), CODE, { id: club.id });
  const enter = async ({ volunteer, participationId }: Place): Promise<void> => {
    await year.does(volunteer, CHECK_IN, { id: club.id, code: event.checkInCode.code });
    await until(`the code of ${volunteer.id} is taken`, async () => {
      const { viewer } = await year.ask(volunteer, STATE);
      return viewer.volunteer.recordBook.nodes.some((one: { id: string; checkIn: string }) => one.id === participationId && one.checkIn === 'ACCEPTED');
    });
  };
  await Promise.all(places.map(enter));
}

/** Everybody who came says how it was, and the recording stays. */
export async function lookBack(year: YearNetwork, club: Announced, places: readonly Place[]): Promise<void> {
  for (const [index, { volunteer }] of places.entries()) {
    await year.does(volunteer, FEEDBACK, { input: { eventId: club.id, rating: index < DELIGHTED ? 5 : 3, comment: 'Ещё!' } });
  }
  await year.does(year.curator(club.host), OUTCOME, { id: club.id });
}
