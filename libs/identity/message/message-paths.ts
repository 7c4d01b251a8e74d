/** The path at a node, beside its GraphQL, under which it takes other colleges' messages. */
export const MESSAGES_PATH = 'messages';

/** The path at a gateway under which it passes them on; the receiver's code follows. */
export const RELAY_PATH = 'relay';

/** Bytes of a message on its way, sealed and in JSON, at most. */
export const LARGEST_MESSAGE = 65_536;
