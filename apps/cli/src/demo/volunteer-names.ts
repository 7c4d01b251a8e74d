import { demoId } from './demo-id.js';
import { type InventedName, inventNames } from './names.js';
import { Random } from './random.js';

/** Students and staff of a college that volunteer. */
export const VOLUNTEERS_OF_A_COLLEGE = 40;

/** The id of the volunteer of that number, 0 to 39: the same in every demonstration, as other colleges keep it too. */
export function volunteerUuid(college: string, number: number): string {
  return demoId('volunteer', college, number);
}

export function demoVolunteerNames(college: string): readonly InventedName[] {
  return inventNames(new Random(`volunteer names of ${college}`), VOLUNTEERS_OF_A_COLLEGE);
}
