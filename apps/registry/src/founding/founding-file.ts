import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Gateway, REGISTRY_ID, parseRoster } from '#roster/roster.js';
import type { Member } from '#roster/roster.js';
import { APPROVALS_NEEDED } from '../memberships/membership.policy.js';

/** A college that was on the network before any registry decided about it. */
export interface Founder {
  readonly member: Member;
  /** Whether its coordinators decide for the network. */
  readonly coordinates: boolean;
}

export interface Founding {
  readonly founders: readonly Founder[];
  readonly gateways: readonly Gateway[];
}

const fileShape = z.looseObject({ colleges: z.array(z.looseObject({ code: z.string(), coordinates: z.boolean().default(false) })), gateways: z.array(z.unknown()) });

/**
 * Reads the file that names a network's first members, as the roster names them but for their status, and its gateways.
 * @throws Error in a sentence, or naming every problem
 */
export function readFounding(path: string): Founding {
  const file = fileShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  const coordinating = new Set(file.colleges.filter(({ coordinates }) => coordinates).map(({ code }) => code));
  const colleges = file.colleges.map((college) => ({ ...college, status: 'MEMBER', coordinates: undefined }));
  const roster = parseRoster(JSON.stringify({ version: 1, colleges, gateways: file.gateways }));
  if ([...roster.colleges.map(({ code }) => code), ...roster.gateways.map(({ id }) => id)].includes(REGISTRY_ID)) {
    throw new Error(`"${REGISTRY_ID}" is the registry itself, and no college's code or gateway's id.`);
  }
  if (coordinating.size < APPROVALS_NEEDED) {
    throw new Error(`Colleges that coordinate: ${coordinating.size}, and it takes two to make a member. Write "coordinates": true at two colleges or more.`);
  }
  return {
    founders: roster.colleges.map((member) => ({ member, coordinates: coordinating.has(member.code) })),
    gateways: roster.gateways,
  };
}
