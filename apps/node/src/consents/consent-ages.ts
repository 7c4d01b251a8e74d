/** From which age on whose consent counts; a node's settings, for the law leaves colleges some room. */
export interface ConsentAges {
  /** Younger than that, the guardian's consent is needed. */
  readonly guardianUnder: number;
  /** From that age on, the volunteer's own consent is needed; before, it does not count. */
  readonly ownFrom: number;
}

/**
 * Whole years on a day; both YYYY-MM-DD. Who was born on 29 February is a year older on 1 March of a common year: until
 * then they are under age, and the doubt goes to the child.
 */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
