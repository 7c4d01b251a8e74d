import { ageOn } from '../consents/consent-ages.js';

/** How old a volunteer may be, in whole years. What is beyond is a slip, or a spreadsheet's empty date that would make a minor of age. */
export const AGE_OF_VOLUNTEERS = { least: 10, most: 100 } as const;

/** Why a day is nobody's date of birth here. */
export type BirthTrouble = 'IN_FUTURE' | 'FAR_AGE';

/**
 * @param birthDate YYYY-MM-DD
 * @param today as the college's calendar has it, YYYY-MM-DD
 */
export function birthTrouble(birthDate: string, today: string): BirthTrouble | null {
  if (birthDate > today) return 'IN_FUTURE';
  const age = ageOn(birthDate, today);
  return age < AGE_OF_VOLUNTEERS.least || age > AGE_OF_VOLUNTEERS.most ? 'FAR_AGE' : null;
}
