import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationDefinitionNode } from 'graphql';
import { CLIENT_COST } from '#contract/limits.js';
import { isActive } from '#roster/members.js';
import type { GatewayContext } from '../network/gateway-context.js';
import { type DocumentCost, costOf } from './document-cost.js';
import { badInput, refuseAfter } from './http-refusal.js';

/** What a document costs that has to be planned here, and read and checked by every node that is asked; in requests. */
const PLANNING = 9;
const OBJECTS_OF_A_REQUEST = 100;
const BYTES_OF_A_REQUEST = 2_000;

/** Operations whose planning somebody has paid for: Apollo Server keeps parsed documents, and the gateway their plans. */
const planned = new WeakSet<OperationDefinitionNode>();

/** How many requests more a body counts for, whatever stands in it. */
export function pointsOfBody(bytes: number): number {
  return Math.floor(bytes / BYTES_OF_A_REQUEST);
}

/**
 * Refuses what would be too much for anybody, and has each client pay for what it asks: a request that asks much counts as
 * many that ask little. Before any node is asked, and before the document is planned. Its conditions must be decided, for each
 * combination of them is planned by itself.
 */
export const requestCost: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ operation, document, schema, request, contextValue: { roster, allowance } }) => {
        if (!operation) return Promise.resolve();
        const planning = planned.has(operation) ? 0 : PLANNING;
        const colleges = roster.colleges.filter(isActive).length;
        const cost = costOf(operation, document, schema, { variables: request.variables ?? {}, colleges });
        const problem = tooMuchIn(cost);
        if (problem !== null) throw badInput(problem);
        refuseAfter(allowance.spend(planning + Math.floor(cost.objects / OBJECTS_OF_A_REQUEST)));
        planned.add(operation);
        return Promise.resolve();
      },
    }),
};

function tooMuchIn({ objects, askedOfAll }: DocumentCost): string | null {
  if (askedOfAll > CLIENT_COST.askedOfAll) {
    return `The document puts ${askedOfAll} questions to every college; one request puts ${CLIENT_COST.askedOfAll} at most. Ask them in several requests.`;
  }
  if (objects <= CLIENT_COST.objects) return null;
  return `This may come to ${objects} objects; one request may ask for ${CLIENT_COST.objects}. Ask for shorter lists, or in several requests.`;
}
