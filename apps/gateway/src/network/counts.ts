import { GRAPHQL_MAX_INT } from 'graphql';

/** Whether anything can have been counted so: a node may say any Int. */
export function isCount(number: number): boolean {
  return number >= 0;
}

/**
 * What colleges counted, together. More than an Int holds is told as the greatest one: a sum that cannot be told would take
 * the whole answer away, and one college's word is enough to make one.
 */
export function sumOf(counts: Iterable<number>): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return Math.min(sum, GRAPHQL_MAX_INT);
}
