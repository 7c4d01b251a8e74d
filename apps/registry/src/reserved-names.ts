import { REGISTRY_ID } from '#roster/roster.js';

/** Who the log says it was where the founding file decided. */
export const FOUNDING = 'founding';

const RESERVED: ReadonlyMap<string, string> = new Map([
  [REGISTRY_ID, 'the registry itself'],
  [FOUNDING, 'the founding file, in the log of decisions'],
]);

/** What stands at a gateway beside every college's `/calendar/CODE.ics`. */
const CALENDARS: ReadonlyMap<string, string> = new Map([
  ['network', 'what all colleges show together, in calendars'],
  ['own', 'what is somebody’s own, in calendars'],
]);

/** Whom an id already means, where no college and no gateway may have it. */
export function whoElseIsCalled(name: string): string | undefined {
  return RESERVED.get(name);
}

/** The same of a college's code, which stands in more places. */
export function whatElseIsCalled(code: string): string | undefined {
  return whoElseIsCalled(code) ?? CALENDARS.get(code);
}
