import type { NextFunction, Request, Response } from 'express';
import { GraphQLError } from 'graphql';
import type { RosterSource } from '#roster/roster-source.js';
import type { Callers } from './callers.js';
import { answerRefusal } from './http-refusal.js';
import { rosterInForce } from './roster-in-force.js';

/** A middleware: whoever cannot be told, proves nothing or has asked too much is refused before a body is read. */
export function admitCallers(roster: RosterSource, callers: Callers) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    try {
      rosterInForce(roster);
      await callers.admit(request);
    } catch (error) {
      if (error instanceof GraphQLError) answerRefusal(response, error);
      else next(error);
      return;
    }
    next();
  };
}
