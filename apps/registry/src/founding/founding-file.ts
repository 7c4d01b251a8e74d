import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { COLLEGE_CODE } from '#contract/ids.js';
import { type Gateway, type Member, parseRoster } from '#roster/roster.js';
import { APPROVALS_NEEDED } from '../memberships/membership.policy.js';
import { whatElseIsCalled, whoElseIsCalled } from '../reserved-names.js';

export interface Founding {
  /** Colleges that were on the network before any registry decided about it. */
  readonly founders: readonly Member[];
  /** Whether the coordinators of a college, founder or not, decide for the network, by code. */
  readonly coordinates: ReadonlyMap<string, boolean>;
  readonly gateways: readonly Gateway[];
}

const collegeShape = z.looseObject({ code: z.string().regex(COLLEGE_CODE), coordinates: z.boolean().default(false) });
const fileShape = z.looseObject({ colleges: z.array(collegeShape), gateways: z.array(z.unknown()) });

/**
 * Reads the file that names a network's first members, as the roster names them but for their status, its gateways, and
 * who coordinates; of a college that joined by itself it says no more than that.
 * @throws Error in a sentence, or naming every problem
 */
export function readFounding(path: string): Founding {
  const file = fileShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  const founders = file.colleges.filter(isWhole).map((college) => ({ ...college, status: 'MEMBER', coordinates: undefined }));
  const roster = parseRoster(JSON.stringify({ version: 1, colleges: founders, gateways: file.gateways }));
  const colleges = file.colleges.map(({ code }) => ({ name: code, other: whatElseIsCalled(code) }));
  const gateways = roster.gateways.map(({ id }) => ({ name: id, other: whoElseIsCalled(id) }));
  for (const { name, other } of [...colleges, ...gateways]) {
    if (other !== undefined) throw new Error(`"${name}" is ${other}, and no college's code or gateway's id.`);
  }
  const coordinates = new Map(file.colleges.map((college) => [college.code, college.coordinates]));
  const coordinating = [...coordinates.values()].filter(Boolean).length;
  if (coordinating < APPROVALS_NEEDED) {
    throw new Error(`Colleges that coordinate: ${coordinating}, and it takes two to make a member. Write "coordinates": true at two colleges or more.`);
  }
  return { founders: roster.colleges, coordinates, gateways: roster.gateways };
}

/** A college that has joined is named by its code alone: the rest it says itself. */
function isWhole(college: z.output<typeof collegeShape>): boolean {
  return Object.keys(college).some((name) => name !== 'code' && name !== 'coordinates');
}
