import { v7 as uuid } from 'uuid';
import { badInput } from '../graph/domain-error.js';
import { lineOf } from '../graph/input-text.js';
import { AGE_OF_VOLUNTEERS, birthTrouble } from './birth-date.js';
import { displayName } from './display-name.js';
import { volunteerIdentityKey } from './volunteer-identity-key.js';
import { VolunteerEntity } from './volunteer.entity.js';

const LONGEST_NAME = 200;
const LONGEST_GROUP = 50;
const LONGEST_SKILL = 60;
const MOST_SKILLS = 30;
const LONGEST_EMAIL = 254;
const LONGEST_PHONE = 30;

const NAME = /^[\p{L}\p{M}\s.'’ʼ`()-]*\p{L}[\p{L}\p{M}\s.'’ʼ`()-]*$/u;
const EMAIL = /^[^\s@"<>(),;:]{1,64}@(?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]*\p{L}$/u;
const PHONE = /^\+?[\d ().–-]+$/;
const DIGITS_OF_A_PHONE = { least: 7, most: 15 };

/** The contract's VolunteerInput, but for the team. */
export interface VolunteerAsked {
  readonly fullName: string;
  readonly birthDate?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly group?: string | null;
  readonly skills?: readonly string[] | null;
  readonly teamId?: string | null;
}

/**
 * A student who joins today, as the college's staff enters them.
 * @param teamId the row's uuid
 * @param today as the college's calendar has it, YYYY-MM-DD
 * @throws DomainError BAD_USER_INPUT naming what cannot be kept
 */
export function newVolunteer(asked: VolunteerAsked, teamId: string | null, today: string): VolunteerEntity {
  const fullName = nameOf(asked.fullName);
  const birthDate = birthOf(asked.birthDate ?? null, today);
  const [surname = '', given] = fullName.split(' ');
  return Object.assign(new VolunteerEntity(), {
    id: uuid(),
    kind: 'STUDENT',
    displayName: displayName(surname, given),
    fullName,
    birthDate,
    email: emailOf(asked.email),
    phone: phoneOf(asked.phone),
    group: groupOf(asked.group),
    skills: skillsOf(asked.skills ?? []),
    teamId,
    mentorId: null,
    joinedAt: today,
    identityKey: volunteerIdentityKey(fullName, birthDate),
    personId: null,
    invented: false,
  } satisfies Omit<VolunteerEntity, 'team' | 'mentor' | 'person'>);
}

function nameOf(text: string): string {
  const name = lineOf(text, 'input.fullName', LONGEST_NAME);
  if (!NAME.test(name)) throw badInput('input.fullName', 'must be a name: letters, spaces, hyphens, apostrophes');
  return name;
}

function birthOf(birthDate: string | null, today: string): string | null {
  const trouble = birthDate === null ? null : birthTrouble(birthDate, today);
  if (trouble === 'IN_FUTURE') throw badInput('input.birthDate', 'must not be in the future');
  if (trouble === 'FAR_AGE') throw badInput('input.birthDate', `must be of somebody from ${AGE_OF_VOLUNTEERS.least} to ${AGE_OF_VOLUNTEERS.most} years old`);
  return birthDate;
}

function emailOf(text: string | null | undefined): string | null {
  if (!isGiven(text)) return null;
  const email = lineOf(text, 'input.email', LONGEST_EMAIL);
  if (!EMAIL.test(email)) throw badInput('input.email', 'must be one e-mail address');
  return email.toLowerCase();
}

function phoneOf(text: string | null | undefined): string | null {
  if (!isGiven(text)) return null;
  const phone = lineOf(text, 'input.phone', LONGEST_PHONE);
  const digits = phone.replaceAll(/\D/g, '').length;
  const isPhone = PHONE.test(phone) && digits >= DIGITS_OF_A_PHONE.least && digits <= DIGITS_OF_A_PHONE.most;
  if (!isPhone) throw badInput('input.phone', 'must be a telephone number, such as +7 927 123-45-67');
  return phone;
}

function groupOf(text: string | null | undefined): string | null {
  return isGiven(text) ? lineOf(text, 'input.group', LONGEST_GROUP) : null;
}

function skillsOf(texts: readonly string[]): string[] {
  if (texts.length > MOST_SKILLS) throw badInput('input.skills', `must have at most ${MOST_SKILLS} entries`);
  return [...new Set(texts.map((text) => lineOf(text, 'input.skills', LONGEST_SKILL)))];
}

/** A form sends an empty field for what it was not told. */
function isGiven(text: string | null | undefined): text is string {
  return typeof text === 'string' && text.trim() !== '';
}
