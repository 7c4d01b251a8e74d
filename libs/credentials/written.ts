/** A moment as credentials say it: in UTC, without a fraction of a second where there is none. */
export function written(moment: Date): string {
  return moment.toISOString().replace('.000Z', 'Z');
}
