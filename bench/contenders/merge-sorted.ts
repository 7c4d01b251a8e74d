interface Keyed {
  readonly key: string;
}

/** The first `count` of several lists in order, each of which is in order already. */
export function mergeSorted<Item extends Keyed>(lists: readonly (readonly Item[])[], count: number): Item[] {
  const positions = lists.map(() => 0);
  const merged: Item[] = [];
  while (merged.length < count) {
    let from = -1;
    let least: Item | undefined;
    for (const [index, list] of lists.entries()) {
      const head = list[positions[index] ?? 0];
      if (head && (!least || head.key < least.key)) {
        least = head;
        from = index;
      }
    }
    if (!least) break;
    positions[from] = (positions[from] ?? 0) + 1;
    merged.push(least);
  }
  return merged;
}
