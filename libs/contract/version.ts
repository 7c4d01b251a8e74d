/** The version of `college.graphql` in this folder. It grows when anything but a description changes: nodes say by it what they serve. */
export const CONTRACT_VERSION = 4;

/** The SHA-256 of that version without its descriptions, in hexadecimal, so that none changes unnoticed. */
export const CONTRACT_DIGEST = 'b01661a0098c532b23be934719cdf472aa3ef8bdfecdd328e1450ce66d3c00db';

/** The HTTP header in which a node says which version it serves, on every answer. */
export const CONTRACT_HEADER = 'dobroset-contract';
