/**
 * Does one person's work one after the other. In the database they would wait for each other too, each on a connection of
 * its own, until nobody else had any.
 */
export class InTurn {
  private readonly last = new Map<string, Promise<unknown>>();

  async run<Result>(person: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(person);
    const mine = before === undefined ? work() : before.then(work, work);
    this.last.set(person, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(person) === mine) this.last.delete(person);
    }
  }
}
