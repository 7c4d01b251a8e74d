import type { ExitCode } from './exit-code.js';

/** Why nothing was written, in a sentence for whoever typed the command. */
export class ImportFailure extends Error {
  constructor(
    sentence: string,
    readonly exitCode: ExitCode,
  ) {
    super(sentence);
    this.name = 'ImportFailure';
  }
}
