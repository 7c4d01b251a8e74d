import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Language } from '../environment.js';
import { type WhoSignsIn, whoSignsInShape } from '../local-network/who-signs-in.js';
import { CodeFlow, SignInRefused } from './code-flow.js';

const PARTNER = 'partner';

const WORDS = {
  en: {
    notStarted: 'The local network was not started yet: run `npm start` first, and leave it running.',
    noCollege: (code: string, known: readonly string[]) => `The local network has no college “${code}”; it has ${known.join(', ')}.`,
    nobody: (login: string, known: readonly string[]) => `Nobody there signs in as “${login}”; it may be ${known.join(', ')}.`,
    silent: (issuer: string) => `The node does not answer at ${issuer}: run \`npm start\`, and leave it running.`,
    refused: (status: number) => `The node refused to sign in (${status}). If its data was made by an older Dobroset, start over with \`npm start -- --fresh\`.`,
  },
  ru: {
    notStarted: 'Сеть на этом компьютере ещё не запускалась: выполните `npm start` и оставьте её работать.',
    noCollege: (code: string, known: readonly string[]) => `В сети на этом компьютере нет колледжа «${code}»; есть ${known.join(', ')}.`,
    nobody: (login: string, known: readonly string[]) => `Под логином «${login}» там никто не входит; возможны ${known.join(', ')}.`,
    silent: (issuer: string) => `Узел не отвечает по адресу ${issuer}: выполните \`npm start\` и оставьте его работать.`,
    refused: (status: number) => `Узел отказал во входе (${status}). Если его данные созданы прежней версией, начните заново: \`npm start -- --fresh\`.`,
  },
} as const;

/**
 * Signs in at a running node as one of the demonstration's people, as the page would.
 * @returns the access token
 * @throws Error in a sentence
 */
export async function demoToken(file: string, code: string, login: string, language: Language): Promise<string> {
  const words = WORDS[language];
  const { pageOrigin, colleges } = await read(file, words.notStarted);
  const college = new Map(Object.entries(colleges)).get(code);
  if (!college) throw new Error(words.noCollege(code, Object.keys(colleges)));
  const known = [...college.logins, PARTNER];
  if (!known.includes(login)) throw new Error(words.nobody(login, known));
  try {
    if (login === PARTNER) return await partnerToken(college.issuer, college.partner, college.password);
    return (await new CodeFlow(college.issuer, pageOrigin).signIn(login, college.password)).access_token;
  } catch (error) {
    if (error instanceof SignInRefused) throw new Error(words.refused(error.status), { cause: error });
    if (error instanceof TypeError) throw new Error(words.silent(college.issuer), { cause: error }); // fetch
    throw error;
  }
}

async function partnerToken(issuer: string, id: string, secret: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'events:read' }),
  });
  if (!response.ok) throw new SignInRefused(response.status, await response.text());
  return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
}

async function read(file: string, orElse: string): Promise<WhoSignsIn> {
  const json = await readFile(file, 'utf8').catch(() => null);
  if (json === null) throw new Error(orElse);
  return whoSignsInShape.parse(JSON.parse(json));
}
