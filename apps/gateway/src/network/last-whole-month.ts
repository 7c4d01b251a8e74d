/**
 * The last month, `YYYY-MM`, that is over by UTC. The roster knows no time zones; colleges are east of Greenwich, where a month
 * is over before that.
 */
export function lastWholeMonth(now = new Date()): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1)).toISOString().slice(0, 'YYYY-MM'.length);
}
