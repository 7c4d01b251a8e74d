/** What the nodes take of a text that somebody looks for. */
const MOST_WORDS = 20;
const LONGEST = 100;

/** Neither do people type these, nor can a database keep them all: NUL and its like, and half of a character. */
const NOT_TYPED = /\p{Cc}/gu;
const HALVES = /\p{Surrogate}/gu;

/** They part words. */
const LINE_ENDS = /[\t\n\v\f\r]+/g;

/** What words are made of, and what stands inside of them and is none: the nodes count so. */
const WORD = /[0-9A-Za-z\u00C0-\u024F\u0370-\u1FFF\u3040-\u9FFF\uAC00-\uD7A3]+/g;
const INSIDE_WORDS = /[\u0300-\u036F\u00AD]/g;

/** As much of a text as every node takes, so that none refuses the question for it. */
export function textSought(typed: string): string {
  let signs = Array.from(typed.replaceAll(HALVES, '').replaceAll(LINE_ENDS, ' ').replaceAll(NOT_TYPED, '').trim()).slice(0, LONGEST);
  while (wordsIn(signs.join('')) > MOST_WORDS) signs = signs.slice(0, -1);
  return signs.join('').trim();
}

function wordsIn(text: string): number {
  const folded = text.normalize('NFC').toLowerCase().replaceAll(INSIDE_WORDS, '');
  return folded.match(WORD)?.length ?? 0;
}
