import { REGISTRY_ID } from '#roster/roster.js';

/** Who the log says it was where the founding file decided. */
export const FOUNDING = 'founding';

const RESERVED: ReadonlyMap<string, string> = new Map([
  [REGISTRY_ID, 'the registry itself'],
  [FOUNDING, 'the founding file, in the log of decisions'],
]);

/** Whom a code or id already means, where no college and no gateway may have it. */
export function whoElseIsCalled(name: string): string | undefined {
  return RESERVED.get(name);
}
