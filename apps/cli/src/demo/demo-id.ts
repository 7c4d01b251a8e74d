import { createHash } from 'node:crypto';

/** The moment that every invented id claims to have been made at: it must not depend on when the demonstration starts. */
const MADE_AT = Date.UTC(2024, 8, 1);

/**
 * A uuid of the form of version 7 (RFC 9562 §5.7) that is the same in every demonstration, so that colleges which are
 * filled apart know each other's volunteers.
 * @param number keeps the ids of one kind in order, as their time would
 */
export function demoId(kind: string, college: string, number: number): string {
  const bytes = createHash('sha256').update(`${kind}:${college}:${number}`).digest().subarray(0, 16);
  bytes.writeUIntBE(MADE_AT + number, 0, 6);
  bytes[6] = 0x70 | (bytes.readUInt8(6) & 0x0f);
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The id of the home's own record of a registration. */
export function participationDemoId(registrationId: string): string {
  return demoId('participation', registrationId, 0);
}
