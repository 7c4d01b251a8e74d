/** Why the network cannot start, in a sentence for whoever typed the command. */
export class StartFailure extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'StartFailure';
  }
}
