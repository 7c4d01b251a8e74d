const MICROSECONDS_A_MILLISECOND = 1_000;

/** Does the work, and says how many milliseconds of processor time it took: what else runs on the machine counts less. */
export function timed<Result>(work: () => Result): [result: Result, milliseconds: number] {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / MICROSECONDS_A_MILLISECOND];
}
