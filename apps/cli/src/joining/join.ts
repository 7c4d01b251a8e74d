import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { CONTRACT_VERSION } from '#contract/version.js';
import { type PrivateKeys, generatePrivateKeys, publicKeysOf, readPrivateKeys, writePrivateKeys } from '#identity/private-keys.js';
import { type Check, type JoinAnswer, joinAnswerShape, registryPaths } from '#membership/answers.js';
import { hashOfToken, readInvitationToken } from '#membership/invitation-token.js';
import { announcement } from '#membership/statements.js';
import type { Output } from '../progress.js';
import { RegistryClient, RegistryRefusal } from './registry-client.js';
import { settingIn, writeSettings } from './settings-file.js';
import type { JoinWords } from './words.js';

const ASK_EVERY_MS = 3_000;
const MINUTE_MS = 60_000;

export interface JoinOptions {
  readonly registry: string;
  readonly token: string;
  readonly endpoint: string;
  /** Where the college's people sign in. */
  readonly issuer: string;
  readonly timeZone: string | undefined;
  readonly keysPath: string;
  readonly settingsPath: string;
  readonly lastGoodPath: string;
  readonly port: number;
  /** For how long the node is waited for. */
  readonly minutes: number;
}

/**
 * Takes a college from its invitation to the network: makes the node's keys and settings, and goes on asking the registry
 * until the node has passed every check.
 * @returns the exit code: 0 when it has, 1 when it has not
 */
export async function join(options: JoinOptions, words: JoinWords, output: Output): Promise<number> {
  const say = (line: string): void => void output.write(`${line}\n`);
  try {
    return await joining(options, words, say);
  } catch (error) {
    say(`✗ ${error instanceof RegistryRefusal ? words.refused(error.message, error.reason) : words.unreachable(options.registry, messageOf(error))}`);
    return 1;
  }
}

async function joining(options: JoinOptions, words: JoinWords, say: (line: string) => void): Promise<number> {
  const invitation = readInvitationToken(options.token);
  if (!invitation) return refuse(say, words.badToken);
  if (!isSafe(options.registry)) return refuse(say, words.notHttps(options.registry));
  const registry = new RegistryClient(options.registry);
  const rosterKey = await registry.keyNamed(invitation.registryKid);
  if (!rosterKey) return refuse(say, words.otherRegistry(options.registry));
  say(`✓ ${words.registryProved}`);

  const isKnown = existsSync(options.keysPath);
  const keys = isKnown ? readPrivateKeys(options.keysPath) : await generatePrivateKeys();
  if (!isKnown) await writePrivateKeys(options.keysPath, keys);
  say(`✓ ${words.keys(options.keysPath, isKnown)}`);
  const isBehindProxy = new URL(options.endpoint).protocol === 'https:';
  writeSettings(options.settingsPath, { ...options, college: invitation.college, rosterUrl: registry.rosterUrl, rosterKey, isBehindProxy }, words.hints);
  say(`✓ ${words.settings(options.settingsPath)}`);
  const proxies = settingIn(options.settingsPath, 'TRUST_PROXY');
  if (isBehindProxy && proxies !== undefined) say(`✓ ${words.behindProxy(proxies)}`);

  const announce = (): Promise<JoinAnswer> => announced(registry, invitation.college, keys, options);
  return watchChecks(announce, options, words, say);
}

async function watchChecks(announce: () => Promise<JoinAnswer>, { settingsPath, minutes }: JoinOptions, words: JoinWords, say: (line: string) => void): Promise<number> {
  const deadline = Date.now() + minutes * MINUTE_MS;
  const told = new Set<string>();
  const tellOnce = (line: string): void => {
    if (!told.has(line)) say(line);
    told.add(line);
  };
  for (;;) {
    const { status, checks } = await announce();
    for (const check of checks) tellOnce(lineOf(check, words));
    if (status !== 'INVITED') {
      say(`\n${words.joined(status)}`);
      return 0;
    }
    if (checks.some(({ check, outcome }) => check === 'REACHABLE' && outcome === 'FAILED')) tellOnce(`  ${words.startIt(settingsPath)}`);
    if (Date.now() > deadline) return refuse(say, words.gaveUp(minutes));
    await pause(ASK_EVERY_MS);
  }
}

/** What the registry saw of one thing, and what to do where it is wrong. */
export function lineOf({ check, outcome, detail, finding, about = [] }: Check, words: JoinWords): string {
  const { title, remedy } = words.checks[check];
  if (outcome === 'PASSED') return `✓ ${title}`;
  return outcome === 'FAILED' ? `✗ ${title}: ${words.found(detail ?? '', finding, about)}\n  → ${remedy}` : `· ${title}: ${words.notTried}`;
}

async function announced(registry: RegistryClient, college: string, keys: PrivateKeys, { token, endpoint, issuer }: JoinOptions): Promise<JoinAnswer> {
  const { signing, encryption } = publicKeysOf(keys);
  const claims = { tokenHash: hashOfToken(token), encryptionKid: encryption.kid, endpoint, contractVersion: CONTRACT_VERSION, issuer };
  const signed = await announcement.sign(college, claims, keys.signing);
  return registry.post(registryPaths.join, { token, keys: { signing, encryption }, announcement: signed }, joinAnswerShape);
}

/** A token sent in the clear would be anybody's. */
function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function refuse(say: (line: string) => void, sentence: string): number {
  say(`✗ ${sentence}`);
  return 1;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
