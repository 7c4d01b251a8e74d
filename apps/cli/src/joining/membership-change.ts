import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { z } from 'zod';
import { CONTRACT_VERSION } from '#contract/version.js';
import { type PrivateKeys, generatePrivateKeys, publicKeysOf, readPrivateKeys, writePrivateKeys } from '#identity/private-keys.js';
import { createDataSource } from '#node/database/data-source.js';
import { OutboxRepository } from '#node/messages/outbox.repository.js';
import { joinAnswerShape, registryPaths, rotationAnswerShape } from '#membership/answers.js';
import { farewell, keyProof, move, rotation } from '#membership/statements.js';
import type { Output } from '../progress.js';
import { lineOf } from './join.js';
import { RegistryClient, RegistryRefusal } from './registry-client.js';
import { changeSetting, settingIn } from './settings-file.js';
import type { JoinWords } from './words.js';

const CONNECT_WITHIN_MS = 10_000;

/** Where the network finds a node, and where the college's people sign in. */
export interface NewPlace {
  readonly endpoint: string;
  readonly issuer: string;
}

interface Ours {
  readonly registry: RegistryClient;
  readonly college: string;
  readonly keysPath: string;
}

/**
 * Gives the node new keys: the registry takes them first, then they are kept, so that no moment is without keys that count.
 * @returns the exit code: 0 when done, 1 when not
 */
export function rotateKeys(settingsPath: string, isUrgent: boolean, words: JoinWords, output: Output): Promise<number> {
  return telling(words, output, async (say) => {
    const { registry, college, keysPath } = ours(settingsPath, words);
    const old = readPrivateKeys(keysPath);
    const nextPath = `${keysPath}.next`;
    const wasCutOff = existsSync(nextPath);
    const next = wasCutOff ? readPrivateKeys(nextPath) : await generatePrivateKeys();
    await writePrivateKeys(nextPath, { ...next, decryption: [...next.decryption.slice(0, 1), ...old.decryption] });
    const rotateBy = async (inUse: PrivateKeys) => {
      const proof = await keyProof.sign(college, { replaces: inUse.signing.kid ?? '' }, next.signing);
      const statement = await rotation.sign(college, { keys: publicKeysOf(next), isUrgent, proof }, inUse.signing);
      return registry.post(registryPaths.rotate, { statement }, rotationAnswerShape);
    };
    const { oldKeysUntil } = await rotateBy(old).catch((error: unknown) => {
      // A run that was cut off may have been heard: then the old keys count no more, and the new ones say so themselves.
      if (wasCutOff && error instanceof RegistryRefusal) return rotateBy(next);
      throw error;
    });
    await rename(nextPath, keysPath);
    say(`✓ ${isUrgent ? words.rotatedAtOnce(keysPath) : words.rotated(keysPath, oldKeysUntil)}`);
  });
}

/**
 * Has the registry look at the node where it stands now, and tell the network.
 * @returns the exit code: 0 when done, 1 when a check failed or the registry refused
 */
export function moveNode(settingsPath: string, { endpoint, issuer }: NewPlace, words: JoinWords, output: Output): Promise<number> {
  return telling(words, output, async (say) => {
    const { registry, college, keysPath } = ours(settingsPath, words);
    const statement = await move.sign(college, { endpoint, issuer, contractVersion: CONTRACT_VERSION }, readPrivateKeys(keysPath).signing);
    const { checks } = await registry.post(registryPaths.move, { statement }, joinAnswerShape);
    for (const check of checks) say(lineOf(check, words));
    if (checks.some(({ outcome }) => outcome !== 'PASSED')) throw new Error(words.notMoved);
    if (settingIn(settingsPath, 'ISSUER') !== issuer) changeSetting(settingsPath, 'ISSUER', issuer);
    say(`✓ ${words.moved(endpoint)}`);
  });
}

/** How a college leaves. */
export interface Leaving {
  /** Though messages wait. */
  readonly force: boolean;
  /** Of the environment; the settings may name the database, too. */
  readonly databaseUrl: string | undefined;
}

/** Takes the college off the network, once it owes the others nothing. @returns the exit code: 0 when done, 1 when not */
export function leave(settingsPath: string, { force, databaseUrl }: Leaving, words: JoinWords, output: Output): Promise<number> {
  return telling(words, output, async (say) => {
    const { registry, college, keysPath } = ours(settingsPath, words);
    if (!force) await mustOweNothing(settingIn(settingsPath, 'DATABASE_URL') ?? databaseUrl, words, say);
    const statement = await farewell.sign(college, {}, readPrivateKeys(keysPath).signing);
    await registry.post(registryPaths.leave, { statement }, z.object({ status: z.literal('LEFT') }));
    say(`✓ ${words.left(college)}`);
  });
}

/** @throws Error naming the colleges for which messages wait, or why that is not known */
async function mustOweNothing(databaseUrl: string | undefined, words: JoinWords, say: (line: string) => void): Promise<void> {
  if (databaseUrl === undefined) return say(words.notCounted);
  const waiting = await waitingIn(databaseUrl).catch((error: unknown) => {
    throw new Error(words.cannotCount(error instanceof Error ? error.message : String(error)));
  });
  if (waiting.length > 0) throw new Error(words.owes(waiting.map(({ receiver, count }) => `${receiver}: ${count}`).join(', ')));
}

async function waitingIn(databaseUrl: string): Promise<{ readonly receiver: string; readonly count: number }[]> {
  const dataSource = createDataSource({ url: databaseUrl, poolSize: 1, acquireTimeout: CONNECT_WITHIN_MS });
  await dataSource.initialize();
  try {
    return await new OutboxRepository(dataSource).countWaiting();
  } finally {
    await dataSource.destroy();
  }
}

async function telling(words: JoinWords, output: Output, work: (say: (line: string) => void) => Promise<void>): Promise<number> {
  const say = (line: string): void => void output.write(`${line}\n`);
  try {
    await work(say);
    return 0;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    say(`✗ ${error instanceof RegistryRefusal ? words.refused(why, error.reason) : why}`);
    return 1;
  }
}

/** @throws Error naming what the settings lack */
function ours(settingsPath: string, words: JoinWords): Ours {
  const [college, keysPath, roster] = ['COLLEGE_CODE', 'KEYS', 'ROSTER'].map((name) => settingIn(settingsPath, name));
  if (college === undefined || keysPath === undefined || roster === undefined || !roster.endsWith(registryPaths.roster)) {
    throw new Error(words.badSettings(settingsPath));
  }
  return { registry: new RegistryClient(roster.slice(0, -registryPaths.roster.length)), college, keysPath };
}
