import type { FindingWords } from '#membership/findings.js';

/** What was found, in the registry's own language. */
export const findingWords: FindingWords = {
  INNER_ADDRESS: (host = '', address = '') => `${host} is at ${address}, which is not an address of the public internet`,
  NO_SUCH_NAME: (name = '') => `${name} leads nowhere: no name server knows an address for it`,
  NOT_HTTPS: (endpoint = '') => `${endpoint} is not https`,
  NO_CONNECTION: (endpoint = '', why = '') => `${endpoint}: ${why}`,
  TOO_SLOW: (endpoint = '', seconds = '') => `${endpoint} did not answer within ${seconds} seconds`,
  TOO_LARGE: (bytes = '') => `its answer is larger than ${bytes} bytes`,
  REDIRECTS: (status = '') => `it redirects (HTTP ${status}), and redirects are not followed`,
  REFUSES_REGISTRY: () => 'it refuses the registry’s call (HTTP 401): it has other keys, another code, another roster, or another time',
  NO_ROSTER: () => 'it has no roster in force (HTTP 503): it cannot reach the registry, or trusts another key',
  NO_PROOF: (status = '') => `it does not prove who it is (HTTP ${status})`,
  FOREIGN_PROOF: (why = '') => `its proof is not by the announced key: ${why}`,
  OTHER_COLLEGE: (code = '') => `it is the node of ${code}`,
  OLD_PROOF: () => 'its proof is an old one',
  NO_SCHEMA: () => 'it does not give its schema',
  CONTRACT_LACKS: (missing = '') => `its schema lacks what the contract promises: ${missing}`,
  NO_EVENTS: () => 'it does not list its events',
  FOREIGN_EVENTS: (id = '') => `it gives events that are not its own: ${id}`,
  FOREIGN_ANSWER: () => 'it answers for an id of another college',
  ANSWERS_UNSIGNED: (status = '') => `it answers calls without a signature (HTTP ${status})`,
  ANSWERS_FORGED: (status = '') => `it answers calls signed by a stranger (HTTP ${status})`,
};
