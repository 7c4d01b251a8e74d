/**
 * Thrown by whoever applies a message that can never be applied: it is recorded with this reason, its sender is told, and
 * the messages behind it go on. Whatever else is thrown is taken for trouble that passes, and the message comes again.
 */
export class MessageRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'MessageRefused';
  }
}

/** A message before its turn, of a college of which enough is kept here: it stays with its sender, who loses nothing. */
export class MessageNotKept extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'MessageNotKept';
  }
}

/** A message of a kind or with a content that this node does not know: it may after its next update, so the message waits at its sender. */
export class MessageNotUnderstood extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'MessageNotUnderstood';
  }
}
