import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { SHORTEST_PASSWORD, generatePassword } from '#node/sign-in/accounts/passwords.js';
import { AccountRefusal } from './account-command.js';
import type { AccountWords } from './words.js';

/** A password that somebody chose in the terminal, or one that was made for them and is to be shown. */
export interface NewPassword {
  readonly password: string;
  readonly wasMade: boolean;
}

/** @throws AccountRefusal when nobody can be asked, or what they type cannot be one */
export async function newPassword(isAsked: boolean, words: AccountWords): Promise<NewPassword> {
  if (!isAsked) return { password: generatePassword(), wasMade: true };
  if (!process.stdin.isTTY) throw new AccountRefusal(words.noTerminal);
  const password = await readHidden(words.askPassword);
  if (password.length < SHORTEST_PASSWORD) throw new AccountRefusal(words.shortPassword(SHORTEST_PASSWORD));
  if ((await readHidden(words.askAgain)) !== password) throw new AccountRefusal(words.differ);
  return { password, wasMade: false };
}

/** Reads a line that the terminal does not show. */
async function readHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
