/** Why the registry refuses what a college's machine says, for whoever says it in another language than the registry does. */
export const REFUSALS = [
  'NO_SUCH_INVITATION',
  'INVITED_WITH_OTHER_KEYS',
  'INVITATION_EXPIRED',
  'ON_THE_NETWORK',
  'KEYS_NOT_NEW',
  'NEWER_CONTRACT',
  'HAS_LEFT',
  'CANNOT_MOVE',
  'CANNOT_BE_SPARED',
  'BAD_SIGNATURE',
] as const;

export type Refusal = (typeof REFUSALS)[number];
