/** The version of `college.graphql` in this folder. It grows when anything but a description changes: nodes say by it what they serve. */
export const CONTRACT_VERSION = 3;

/** The SHA-256 of that version without its descriptions, in hexadecimal, so that none changes unnoticed. */
export const CONTRACT_DIGEST = 'e6e87643ddee55900b3417c5cfc777219766579560a263289ffe7a2d820e97c7';

/** The HTTP header in which a node says which version it serves, on every answer. */
export const CONTRACT_HEADER = 'dobroset-contract';
