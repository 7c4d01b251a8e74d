/** The version of `college.graphql` in this folder. It grows when a field, argument or enum value is added. */
export const CONTRACT_VERSION = 2;

/** The HTTP header in which a node says which version it serves, on every answer. */
export const CONTRACT_HEADER = 'dobroset-contract';
