const LONGEST = 300;

/** Characters that end a line, turn text round or are not seen: they can make a sentence look like another's. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]+/gu;

/** A node's own sentence, as it may stand beside ours: one line of plain text, and not a long one. */
export function spokenSentence(message: string): string {
  return message.slice(0, 2 * LONGEST).replace(UNSEEN, ' ').trim().slice(0, LONGEST);
}
