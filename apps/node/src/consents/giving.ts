import { badInput } from '../graph/domain-error.js';
import { lineOf } from '../graph/input-text.js';
import type { ConsentAges } from './consent-ages.js';
import type { ConsentGiver, ConsentPurpose } from './consent-purpose.js';
import type { ConsentEntity } from './consent.entity.js';
import { type BornOn, consentPolicy } from './consent.policy.js';

const LONGEST = 100;

/** A letter or digit that is seen: a number of dashes, or of blanks that Unicode hides, finds no paper. */
const SEEN = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/u;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** A signed paper: its number in the college's files and its date, YYYY-MM-DD. */
export interface Paper {
  readonly number: string;
  readonly signedOn: string;
}

/** The contract's ConsentInput. */
export interface ConsentAsked {
  readonly volunteerId: string;
  readonly purpose: ConsentPurpose;
  readonly textVersion: string;
  readonly guardianDocument?: Paper | null;
  readonly ownDocument?: Paper | null;
}

/** Where each giver's paper stands in the input. */
const ARGUMENT: Readonly<Record<ConsentGiver, string>> = { VOLUNTEER: 'input.ownDocument', GUARDIAN: 'input.guardianDocument' };

/** What one person says, before it is recorded. */
export type Giving = Pick<ConsentEntity, 'purpose' | 'giver' | 'textVersion' | 'agreedOn' | 'documentNumber' | 'signedOn'>;

export function isOnPaper({ guardianDocument, ownDocument }: ConsentAsked): boolean {
  return Boolean(guardianDocument ?? ownDocument);
}

/**
 * Who says what in an input: on paper the volunteer, the guardian or both; without one, the volunteer, today.
 * @throws DomainError BAD_USER_INPUT naming what cannot be
 */
export function givingsOf(asked: ConsentAsked, volunteer: BornOn, today: string, ages: ConsentAges): Giving[] {
  const { purpose, guardianDocument, ownDocument } = asked;
  const textVersion = lineOf(asked.textVersion, 'input.textVersion', LONGEST);
  const by = (giver: ConsentGiver, paper: Paper | null, argument: string): Giving => {
    const documentNumber = paper && numberOf(paper, `${argument}.number`);
    const signedOn = paper && dateOf(paper, volunteer, today, argument);
    return { purpose, giver, textVersion, documentNumber, signedOn, agreedOn: signedOn ?? today };
  };
  const givings = [
    ...(isOnPaper(asked) ? [] : [by('VOLUNTEER', null, 'input')]),
    ...(ownDocument ? [by('VOLUNTEER', ownDocument, ARGUMENT.VOLUNTEER)] : []),
    ...(guardianDocument ? [by('GUARDIAN', guardianDocument, ARGUMENT.GUARDIAN)] : []),
  ];
  for (const giving of givings) mustCount(giving, volunteer, today, ages);
  return givings;
}

/** Whether a consent that is recorded stands and says it already. */
export function isKnown(giving: Giving, recorded: ConsentEntity): boolean {
  return (
    recorded.withdrawnAt === null &&
    recorded.purpose === giving.purpose &&
    recorded.giver === giving.giver &&
    recorded.textVersion === giving.textVersion &&
    recorded.documentNumber === giving.documentNumber &&
    recorded.signedOn === giving.signedOn
  );
}

/**
 * What was withdrawn does not come back by a paper from before: that would undo the withdrawal without anybody's word.
 * @param withdrawn every giving of the volunteer that was taken back
 * @param dayOf the day of the college's calendar
 * @throws DomainError BAD_USER_INPUT naming what cannot be
 */
export function mustFollowWithdrawal({ purpose, giver, documentNumber, signedOn }: Giving, withdrawn: readonly ConsentEntity[], dayOf: (moment: Date) => string): void {
  const before = withdrawn.filter((recorded) => recorded.purpose === purpose && recorded.giver === giver);
  if (before.length === 0 || documentNumber === null || signedOn === null) return;
  const withdrawnOn = dayOf(new Date(Math.max(...before.map(({ withdrawnAt }) => withdrawnAt?.getTime() ?? 0))));
  if (signedOn < withdrawnOn) {
    throw badInput(`${ARGUMENT[giver]}.signedOn`, `must not be before ${withdrawnOn}, when this consent was withdrawn: have a new paper signed`);
  }
  if (before.some((recorded) => recorded.documentNumber !== null && looksLike(documentNumber, recorded.documentNumber))) {
    throw badInput(`${ARGUMENT[giver]}.number`, 'is that of a paper that was withdrawn: have a new paper signed, under a number of its own');
  }
}

function looksLike(number: string, other: string): boolean {
  const seen = (text: string) => text.replaceAll(UNSEEN, '').toLowerCase();
  return seen(number) === seen(other);
}

function numberOf({ number }: Paper, argument: string): string {
  const line = lineOf(number, argument, LONGEST);
  if (!SEEN.test(line)) throw badInput(argument, 'must have a letter or a digit: give the paper’s number in the college’s files');
  return line;
}

function dateOf({ signedOn }: Paper, { birthDate }: BornOn, today: string, argument: string): string {
  if (signedOn > today) throw badInput(`${argument}.signedOn`, 'must not be in the future');
  if (birthDate !== null && signedOn < birthDate) throw badInput(`${argument}.signedOn`, 'must not be before the volunteer was born');
  return signedOn;
}

/** Who has no say is told so, and is not left to believe that they gave something. */
function mustCount({ giver, agreedOn }: Giving, volunteer: BornOn, today: string, ages: ConsentAges): void {
  if (giver === 'GUARDIAN' && !consentPolicy.needsGuardian(volunteer, today, ages)) {
    throw badInput(ARGUMENT.GUARDIAN, 'the volunteer is of age and answers alone');
  }
  if (giver === 'VOLUNTEER' && !consentPolicy.ownCounts(volunteer, agreedOn, ages)) {
    throw badInput('input', `a guardian answers for a volunteer under ${ages.ownFrom}`);
  }
}
