const chores: (() => Promise<void>)[] = [];

/** Remembers what the end of the run must undo; the last thing made is undone first. */
export function sweepUpBy(chore: () => Promise<void>): void {
  chores.unshift(chore);
}

export default async function tearDown(): Promise<void> {
  for (const chore of chores) await chore();
}
