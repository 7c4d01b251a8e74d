/** So often a machine with much to do may be in the way. */
const MOST_TRIES = 3;

/**
 * The least of up to three measurements: what other work on the machine lengthens once it does not lengthen thrice.
 * @param enough no more is measured once one is less than that
 * @param measure begins anew each time
 */
export async function leastOf(enough: number, measure: (time: number) => Promise<number>): Promise<number> {
  let least = Infinity;
  for (let time = 1; time <= MOST_TRIES && least >= enough; time += 1) least = Math.min(least, await measure(time));
  return least;
}
