/** What the registry may find wrong with a node that it looks at, for whoever says it in another language than the registry does. */
export const FINDINGS = [
  /** About: the host, its address. */
  'INNER_ADDRESS',
  /** About: the name. */
  'NO_SUCH_NAME',
  /** About: the endpoint. */
  'NOT_HTTPS',
  /** About: the endpoint, and why in the words of the system. */
  'NO_CONNECTION',
  /** About: the endpoint, the seconds that were waited. */
  'TOO_SLOW',
  /** About: the bytes that are the most. */
  'TOO_LARGE',
  /** About: the HTTP status. */
  'REDIRECTS',
  'REFUSES_REGISTRY',
  'NO_ROSTER',
  /** About: the HTTP status. */
  'NO_PROOF',
  /** About: what is wrong with the signature, for a log. */
  'FOREIGN_PROOF',
  /** About: the code of the other college. */
  'OTHER_COLLEGE',
  'OLD_PROOF',
  'NO_SCHEMA',
  /** About: what is missing, in GraphQL's own words. */
  'CONTRACT_LACKS',
  'NO_EVENTS',
  /** About: the id of one. */
  'FOREIGN_EVENTS',
  'FOREIGN_ANSWER',
  /** About: the HTTP status. */
  'ANSWERS_UNSIGNED',
  /** About: the HTTP status. */
  'ANSWERS_FORGED',
] as const;

export type Finding = (typeof FINDINGS)[number];

/** Says each in one language; what it is about comes in the order that is noted there. */
export type FindingWords = Readonly<Record<Finding, (...about: string[]) => string>>;
