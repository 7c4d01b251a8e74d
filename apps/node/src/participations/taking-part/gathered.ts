interface Group<Item, Result> {
  readonly items: Item[];
  readonly result: Promise<Result>;
}

/** What several ask for in the same words while nobody has come to it yet is done once for all of them. */
export class Gathered<Item, Result> {
  private readonly open = new Map<string, Group<Item, Result>>();

  /**
   * @param words the same for what asks for the same
   * @param inTurn calls its argument as soon as it is its turn; who comes later is not among its items
   */
  join(words: string, item: Item, inTurn: (begin: () => readonly Item[]) => Promise<Result>): Promise<Result> {
    const group = this.open.get(words) ?? this.begin(words, inTurn);
    group.items.push(item);
    return group.result;
  }

  private begin(words: string, inTurn: (begin: () => readonly Item[]) => Promise<Result>): Group<Item, Result> {
    const items: Item[] = [];
    const close = (): readonly Item[] => {
      if (this.open.get(words)?.items === items) this.open.delete(words);
      return items;
    };
    // One that fails before it begins gathers nobody more either.
    const result = Promise.resolve().then(() => inTurn(close)).finally(close);
    const group = { items, result };
    this.open.set(words, group);
    return group;
  }
}
