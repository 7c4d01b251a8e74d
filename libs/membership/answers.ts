import { z } from 'zod';
import { FINDINGS } from './findings.js';
import { REFUSALS } from './refusals.js';

/** What the registry looks at before a node may take part, in this order. */
export const CHECKS = ['ADDRESS', 'TLS', 'REACHABLE', 'IDENTITY', 'CONTRACT', 'OWN_IDS', 'STRANGERS'] as const;

export type CheckName = (typeof CHECKS)[number];

const checkShape = z.object({
  check: z.enum(CHECKS),
  outcome: z.enum(['PASSED', 'FAILED', 'NOT_TRIED']),
  /** What was seen, in a sentence; for a failed check. */
  detail: z.string().nullable(),
  /** The same for programs, where the registry and whoever reads it know it both. */
  finding: z.enum(FINDINGS).optional().catch(undefined),
  about: z.array(z.string()).optional().catch(undefined),
});

/** One check and how it went. */
export type Check = z.infer<typeof checkShape>;

/** What the registry answers to an announcement, and to a move. */
export const joinAnswerShape = z.object({
  college: z.object({ code: z.string(), name: z.string(), shortName: z.string() }),
  status: z.enum(['INVITED', 'OBSERVER', 'MEMBER', 'SUSPENDED', 'LEFT']),
  checks: z.array(checkShape),
});

export type JoinAnswer = z.infer<typeof joinAnswerShape>;

/** What it answers to new keys. */
export const rotationAnswerShape = z.object({ oldKeysUntil: z.string() });

/** What it answers where it refuses. */
export const refusalShape = z.object({
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ reason: z.enum(REFUSALS).optional().catch(undefined) }).optional() })).min(1),
});

/** Its addresses, from the one that people are told. */
export const registryPaths = {
  roster: '.well-known/dobroset/roster.jws',
  keys: '.well-known/dobroset/keys.json',
  join: 'join',
  move: 'move',
  rotate: 'keys/rotate',
  leave: 'leave',
} as const;

/** The path at a node, beside its GraphQL, under which it proves who it is. */
export const IDENTITY_PATH = 'identity';
