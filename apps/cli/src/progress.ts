import type { CliEnvironment } from './environment.js';

/** Where progress goes: standard output, or a test's list of lines. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A piece of work that is being told of. */
export interface Step {
  /** What it is at now. */
  at(detail: string): void;
  done(detail: string): void;
}

/** Tells what happens: on a terminal each step keeps one line that changes; in a pipe or a file every word gets its own. */
export class Progress {
  private current: string | null = null;

  private readonly seconds: Intl.NumberFormat;

  /** @param language in which durations are written */
  constructor(
    private readonly output: Output,
    language: CliEnvironment['language'],
  ) {
    const oneDigit = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    this.seconds = new Intl.NumberFormat(language, { style: 'unit', unit: 'second', ...oneDigit });
  }

  step(title: string): Step {
    const startedAt = Date.now();
    this.show(`  … ${title}`);
    return {
      at: (detail) => this.show(`  … ${title}: ${detail}`),
      done: (detail) => {
        const took = this.seconds.format((Date.now() - startedAt) / 1_000);
        this.current = null;
        this.line(`  ${this.coloured('32', '✓')} ${title}: ${detail} ${this.coloured('2', `(${took})`)}`);
      },
    };
  }

  /** A line that stays, whatever step is under way. */
  line(text: string): void {
    const unfinished = this.current;
    this.output.write(`${this.output.isTTY ? '\r\u001B[K' : ''}${text}\n`);
    if (this.output.isTTY && unfinished !== null) this.output.write(unfinished);
  }

  /** What went wrong; the step under way will not be finished. */
  problem(text: string): void {
    this.current = null;
    this.line(`  ${this.coloured('31', '✗')} ${text}`);
  }

  /** The step under way will not be finished, and somebody else says why. */
  abandon(): void {
    if (this.output.isTTY && this.current !== null) this.output.write('\n');
    this.current = null;
  }

  bold(text: string): string {
    return this.coloured('1', text);
  }

  private show(text: string): void {
    if (this.output.isTTY) this.output.write(`\r\u001B[K${text}`);
    else this.output.write(`${text}\n`);
    this.current = text;
  }

  private coloured(code: string, text: string): string {
    return this.output.isTTY ? `\u001B[${code}m${text}\u001B[0m` : text;
  }
}
