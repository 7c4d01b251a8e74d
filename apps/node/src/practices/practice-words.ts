import { MOST_MATERIALS, PRACTICE_TEXT } from '#contract/limits.js';
import type { Material } from '../events/event-vocabulary.js';
import { badInput } from '../graph/domain-error.js';
import { addressOf } from '../graph/input-address.js';
import { tagsOf } from '../graph/input-tags.js';
import { lineOf, textOf } from '../graph/input-text.js';
import type { PracticeEntity } from './practice.entity.js';

const LONGEST_ADDRESS = 2_000;

/** The contract's PracticeInput. */
export interface PracticeAsked {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly tags?: readonly string[] | null;
  readonly materials?: readonly Material[] | null;
}

/** The contract's PracticePatch: what is not given, or null, stays. */
export type PracticePatchAsked = { readonly [Key in keyof PracticeAsked]?: PracticeAsked[Key] | null };

/** What staff say in a practice. */
export type PracticeWords = Pick<PracticeEntity, 'title' | 'summary' | 'body' | 'tags' | 'materials'>;

/** @throws DomainError BAD_USER_INPUT naming what cannot be kept */
export function practiceWords({ title, summary, body, tags, materials }: PracticeAsked): PracticeWords {
  return { title: titleOf(title), summary: summaryOf(summary), body: bodyOf(body), tags: [], materials: [], ...practiceChanges({ tags, materials }) };
}

/** @throws DomainError BAD_USER_INPUT naming what cannot be kept */
export function practiceChanges({ title, summary, body, tags, materials }: PracticePatchAsked): Partial<PracticeWords> {
  return {
    ...(isGiven(title) && { title: titleOf(title) }),
    ...(isGiven(summary) && { summary: summaryOf(summary) }),
    ...(isGiven(body) && { body: bodyOf(body) }),
    ...(isGiven(tags) && { tags: tagsOf(tags, 'input.tags') }),
    ...(isGiven(materials) && { materials: materialsOf(materials) }),
  };
}

const titleOf = (text: string): string => lineOf(text, 'input.title', PRACTICE_TEXT.title);
const summaryOf = (text: string): string => textOf(text, 'input.summary', PRACTICE_TEXT.summary);
const bodyOf = (text: string): string => textOf(text, 'input.body', PRACTICE_TEXT.body);

function materialsOf(materials: readonly Material[]): Material[] {
  if (materials.length > MOST_MATERIALS.practice) throw badInput('input.materials', `must have at most ${MOST_MATERIALS.practice} entries`);
  return materials.map(({ title, url }) => ({
    title: lineOf(title, 'input.materials.title', PRACTICE_TEXT.title),
    url: addressOf(url, 'input.materials.url', LONGEST_ADDRESS),
  }));
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
