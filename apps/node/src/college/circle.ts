/**
 * How far something of this college is seen, each circle inside the next: everybody, whoever signed in at the network, the
 * college's own people, its staff. Whoever is of a circle sees what is for it and for every wider one.
 */
export const CIRCLES = ['WORLD', 'NETWORK', 'COLLEGE', 'STAFF'] as const;
export type Circle = (typeof CIRCLES)[number];

/** What somebody of that circle sees: it, and every wider one. */
export function seenFrom(circle: Circle): readonly Circle[] {
  return CIRCLES.slice(0, CIRCLES.indexOf(circle) + 1);
}
