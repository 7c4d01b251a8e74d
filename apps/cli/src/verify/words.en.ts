import type { Tampering } from './readable-part.js';
import type { VerifyWords } from './words.js';

const tampered: Readonly<Record<Tampering, string>> = {
  DIFFERS: 'it says otherwise than what the college signed',
  NOT_SIGNED: 'it counts, and the file has no signed entry of it',
  REPEATED: 'it stands in the file twice',
  OF_SOMEBODY_ELSE: 'the signed entry is another volunteer’s',
  LEFT_OUT: 'the signed entry is missing in the readable part',
  WRONG_TOTAL: 'the total of the minutes is not that of the lines',
  UNREADABLE: 'the readable part is not as a college writes it',
};

export const english: VerifyWords = {
  findings: {
    VALID: 'GENUINE AND IN FORCE',
    REVOKED: 'REVOKED: genuine, but the college took it back',
    STATUS_UNKNOWN: 'GENUINE, but whether it was revoked could not be checked',
    NOT_A_CREDENTIAL: 'NO ENTRY: it is not copied whole, or is something else',
    BAD_SIGNATURE: 'FORGED OR DAMAGED: it does not say what the college signed',
    UNKNOWN_ISSUER: 'FORGED: whoever signed it is no member of this network',
    ISSUER_SUSPENDED: 'NOT VOUCHED FOR: the network has suspended the college that signed it',
    KEY_NOT_IN_FORCE: 'DOES NOT COUNT: the key that signed it was not the college’s at that time',
  },
  notByThisRoster: 'CANNOT BE TOLD: the roster has expired, and does not have the college or the key that signed it',
  entry: (name, event, college, moment, minutes) => `${name ?? 'name not given'}; ${event}; ${college}; ${moment}; ${minutes} min`,
  revokedAt: (moment) => `revoked at ${moment}`,
  statusAsOf: (moment) => `as the college said at ${moment}`,
  noStatusList: (college, list) => `No status list ${list} of ${college} that is good today was given: fetch it from a gateway of the network (/credentials/status/${college}/${list}), which has it while the college’s node is away, or from that node (/credentials/status/${list}), and pass it with --status-list.`,
  unreadable: (path, reason) => `${path} cannot be read: ${reason}`,
  badRoster: (path, reason) => `${path} is no roster that can be used: ${reason}`,
  badKeys: (path, reason) => `${path} does not hold the registry’s public keys: ${reason}`,
  keysNeeded: (path) => `${path} is a signed roster: give the registry’s public keys with --roster-keys, or nobody can tell it from a forged one.`,
  rosterExpired: (moment) => `The roster expired at ${moment}: keys that were retired or given since, and colleges that left or joined, are not known. Fetch a newer one where you can.`,
  nothingIn: (path) => `${path} holds no entry.`,
  brokenJson: (path) => `TAMPERED WITH OR DAMAGED: ${path} is no whole JSON, so what it shows cannot be compared with what is signed.`,
  tampered: (what, line, about) => `TAMPERED WITH: ${line === null ? '' : `line ${line}, `}${about}: ${tampered[what]}.`,
  unsigned: (lines, minutes) => `Lines of the readable part that count and that nobody signed: ${lines}, ${minutes} min. Nobody can check them: they are from before colleges signed, or made up.`,
  readablePart: (name) => `The readable part says what is signed. It is made out to ${name}: the name is the home college’s word, and nobody signed it.`,
  help: `
Works without the internet. FILE holds an entry (a JWS), its short form or the address in its QR code, or the JSON of a record book.
Exit codes: 0 genuine and in force; 1 not valid; 2 the command was not typed right, or a file cannot be read; 3 genuine, but something could not be checked: revocation, or a line that nobody signed; 4 nothing is known to be wrong, but the roster has expired.
More in docs/credentials.md.`,
};
