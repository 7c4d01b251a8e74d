import { GraphQLError } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { isActive, memberOf } from '#roster/members.js';
import type { Member } from '#roster/roster.js';
import type { Nodes } from '../college/nodes.js';
import { type CollegeRef, collegeRef } from './coverage.js';
import type { NetworkContext } from './network-context.js';

/** As much of a code that is none as an error repeats. */
const LONGEST_CODE = 100;

type Resolver<Parent, Result> = (parent: Parent, args: Record<string, never>, context: NetworkContext) => Result;

/** `colleges`, `college`, and what the roster and the gateway know of one: a dead college still has a name. */
export function collegeResolvers(nodes: Nodes) {
  const fromRoster =
    <Key extends keyof Known>(key: Key): Resolver<CollegeRef, Known[Key]> =>
    ({ code }, _args, context) =>
      shownMember(code, context)[key];
  return {
    Query: {
      colleges: (_parent: unknown, { region }: { region?: string | null }, { graph }: NetworkContext): CollegeRef[] =>
        graph.roster.colleges
          .filter((member) => isActive(member) && (region === null || region === undefined || member.region === region))
          .map(({ code }) => collegeRef(code))
          .sort((one, other) => (one.code < other.code ? -1 : 1)),
      college: (_parent: unknown, { code }: { code: string }, { graph }: NetworkContext): CollegeRef => {
        if (memberOf(graph.roster, code)) return collegeRef(code);
        throw new GraphQLError(`The network has no college "${code.slice(0, LONGEST_CODE)}".`, { extensions: { code: ErrorCode.NOT_FOUND } });
      },
    },
    College: {
      name: fromRoster('name'),
      shortName: fromRoster('shortName'),
      city: fromRoster('city'),
      region: fromRoster('region'),
      status: fromRoster('status'),
      issuer: fromRoster('issuer'),
      availability: ({ code }: CollegeRef) => nodes.availability(code),
      contractVersion: ({ code }: CollegeRef, _args: unknown, context: NetworkContext) => nodes.contractVersion(code) ?? shownMember(code, context).contractVersion,
    },
  };
}

type Known = Omit<Member, 'contractVersion'> & { readonly contractVersion: number | null };

/** A college that the roster has forgotten is still the home or host of what was done: it is shown by its code. */
function shownMember(code: string, { graph }: NetworkContext): Known {
  const member = memberOf(graph.roster, code);
  return (
    member ?? { code, name: code, shortName: code, city: '', region: '', status: 'LEFT', endpoint: '', contractVersion: null, keys: [] }
  );
}
