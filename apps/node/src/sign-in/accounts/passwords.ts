import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id as OWASP's Password Storage Cheat Sheet has it: 19 MiB, twice over, in one lane. The library's own default is the variety `id`. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** More is not a password but work for us. */
const LONGEST_PASSWORD = 256;
/** NIST SP 800-63B-4 §3.1.1.2: where it is all that is asked for. */
export const SHORTEST_PASSWORD = 12;

/** Of a password that nobody knows: to compare with where there is no account, so that both take the same time. */
let nobodys: Promise<string> | undefined;

/** However a keyboard composes the same letters, the hash is of the same password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), COST);
}

/**
 * Whether it is the password behind a hash. It takes as long where there is no hash, so that the time tells nobody which
 * logins exist.
 */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  nobodys ??= hashPassword(generatePassword());
  const decoy = await nobodys;
  if (password.length > LONGEST_PASSWORD) return false;
  const matches = await verify(passwordHash ?? decoy, password.normalize('NFC'));
  return matches && passwordHash !== null;
}

/** What people confuse, read aloud or written down, is left out. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const IN_A_GROUP = 4;

/** A password to hand somebody: `w4kd-…`, 79 bits. */
export function generatePassword(): string {
  const group = (): string => Array.from({ length: IN_A_GROUP }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
