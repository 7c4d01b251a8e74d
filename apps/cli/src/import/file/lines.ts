const LF = 10;
const CR = 13;

/** Where a text's lines begin, as an editor counts them: a line ends with LF, CR or both. */
export class Lines {
  private readonly starts: number[] = [0];

  constructor(private readonly bytes: Buffer) {
    for (let index = 0; index < bytes.length; index += 1) {
      const byte = bytes[index];
      if (byte === LF || (byte === CR && bytes[index + 1] !== LF)) this.starts.push(index + 1);
    }
  }

  /** The line, from 1, that holds the byte at that offset. */
  at(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** The offset at which that line begins; the text's end for a line behind the last. */
  startOf(line: number): number {
    return this.starts[line - 1] ?? this.bytes.length;
  }
}
