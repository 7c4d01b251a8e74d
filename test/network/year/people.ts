import { teamsOf } from '#cli/demo/college-life.js';
import { demoVolunteerNames } from '#cli/demo/volunteer-names.js';
import type { Actor } from '#identity/actor.js';
import type { YearNetwork } from './year-network.js';

const VOLUNTEERS = 6;
const DAY_MS = 86_400_000;

const SAVE_TEAM = '($input: TeamInput!) { done: saveTeam(input: $input) { id } }';
const ADD = '($input: VolunteerInput!) { done: addVolunteer(input: $input) { ... on Volunteer { id } ... on UserError { message } } }';
const CONSENT = '($input: ConsentInput!) { done: giveConsent(input: $input) { inForce } }';
const ASSIGN = '($volunteerId: ID!, $mentorId: ID!) { done: assignMentor(volunteerId: $volunteerId, mentorId: $mentorId) { mentor { id } } }';

/** A college's teams, and its volunteers in them: minors and grown-ups, with their papers. */
export async function gatherPeople(year: YearNetwork, college: string): Promise<readonly Actor[]> {
  const [curator, mentorId] = [year.curator(college), year.mentor(college).id];
  const teams: string[] = [];
  for (const { name, about } of teamsOf(college)) teams.push((await year.does(curator, SAVE_TEAM, { input: { name, about, mentorId } })).id);

  const volunteers: Actor[] = [];
  for (const [index, { full }] of demoVolunteerNames(college).slice(0, VOLUNTEERS).entries()) {
    const isMinor = index % 2 === 0;
    const input = { fullName: full, birthDate: daysAgo((isMinor ? 16 : 19) * 366), group: `Г-${index}`, teamId: teams[index % teams.length] };
    const { id } = await year.does(curator, ADD, { input });
    for (const purpose of ['CREDENTIAL_ISSUE', 'NAME_TO_PARTNERS']) {
      const paper = (number: string) => ({ number: `${number}-${index}`, signedOn: daysAgo(30) });
      const papers = { ownDocument: paper('С'), ...(isMinor && { guardianDocument: paper('Р') }) };
      const { inForce } = await year.does(curator, CONSENT, { input: { volunteerId: id, purpose, textVersion: '2026-09', ...papers } });
      if (inForce !== true) throw new Error(`The consent of ${full} is not in force.`);
    }
    volunteers.push({ id, college, roles: ['VOLUNTEER'] });
  }
  await year.does(curator, ASSIGN, { volunteerId: volunteers[0]?.id, mentorId });
  return volunteers;
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
}
