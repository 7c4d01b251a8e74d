import type { Json } from '#support/graph-client.js';
import { until } from '#support/until.js';
import type { YearNetwork } from './year-network.js';

const PUBLISH = '($input: PracticeInput!) { done: publishPractice(input: $input) { id } }';
const ADOPT = '($id: ID!) { done: adoptPractice(practiceId: $id, outcome: "Прижилось") { id } }';
const DISOWN = '($id: ID!) { done: withdrawAdoption(practiceId: $id) { id } }';
const POST = '($input: OfferInput!) { done: postOffer(input: $input) { id } }';
const MATCHES = 'query ($code: ID!) { college(code: $code) { offers { nodes { id matches { nodes { id } } } } } }';
const PROPOSE = '($input: AgreementInput!) { done: proposeAgreement(input: $input) { status } }';
const SIDES = 'query ($code: ID!) { college(code: $code) { agreements { nodes { id status } } } }';
const ACCEPT = '($id: ID!) { done: acceptAgreement(id: $id) { status } }';

/** One college writes down what it does well, and others take it over. @returns the practice's id */
export async function shareExperience(year: YearNetwork, author: string, adopters: readonly string[]): Promise<string> {
  const input = { title: 'Клуб «Разговор на равных»', summary: 'Как собрать три техникума на одной линии', body: '# Клуб\n\nРаз в месяц.', tags: ['дискуссия'] };
  const { id } = await year.does(year.curator(author), PUBLISH, { input });
  for (const adopter of adopters) await year.does(year.curator(adopter), ADOPT, { id });
  return id;
}

/** It did not work out there after all. */
export async function disown(year: YearNetwork, practice: string, adopter: string): Promise<void> {
  await year.does(year.curator(adopter), DISOWN, { id: practice });
}

/** One college looks for what another has; they find each other and agree. @returns what is wanted and what is offered */
export async function agree(year: YearNetwork, seeker: string, giver: string): Promise<[string, string]> {
  const [seekers, givers] = [year.curator(seeker), year.curator(giver)];
  const thing = { kind: 'SPEAKER', from: '2096-04-10', to: '2096-04-20' };
  const wanted = await year.does(seekers, POST, { input: { ...thing, direction: 'WANTED', title: 'Ищем экскурсовода' } });
  const offered = await year.does(givers, POST, { input: { ...thing, direction: 'OFFERED', title: 'Расскажем о двух морях' } });

  const { college } = await year.ask(seekers, MATCHES, { code: seeker });
  const [match] = college.offers.nodes.find(({ id }: Json) => id === wanted.id).matches.nodes;
  if (match?.id !== offered.id) throw new Error('The want does not find the offer.');
  await year.does(seekers, PROPOSE, { input: { offerId: wanted.id, partnerOfferId: match.id } });

  let proposed: Json;
  await until('the partner knows of it', async () => {
    [proposed] = (await year.ask(givers, SIDES, { code: giver })).college.agreements.nodes;
    return proposed?.status === 'PROPOSED';
  });
  await year.does(givers, ACCEPT, { id: proposed.id });
  return [wanted.id, offered.id];
}
