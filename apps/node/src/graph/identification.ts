import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { ErrorCode } from '#contract/error-codes.js';
import type { Actor } from '#identity/actor.js';
import { BearerTokens } from '#identity/bearer.js';
import { InvalidToken } from '#identity/token.js';
import { RosterFile } from '#roster/roster-file.js';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';
import { refuse } from './refuse.js';

/** Says who is asking, from the token that their college signed; the keys stand in the roster. */
@Injectable()
export class Identification implements OnApplicationShutdown {
  private readonly log = new Logger('Identification');
  private readonly roster: RosterFile;
  private readonly tokens: BearerTokens;
  private readonly actors = new WeakMap<object, Actor>();

  constructor(@Inject(NODE_CONFIG) config: NodeConfig) {
    const { roster: path, rosterLastGood: lastGoodPath } = config;
    this.roster = new RosterFile({ path, lastGoodPath, onNotice: (notice) => this.log.log(notice) });
    this.tokens = new BearerTokens(this.roster.findKey);
    this.roster.onChange(() => this.tokens.forget());
  }

  /** Lets visitors and proven actors through; an invalid token is answered with 401. */
  readonly middleware = async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    try {
      const actor = await this.tokens.actorOf(request.headers.authorization);
      if (actor) this.actors.set(request, actor);
    } catch (error) {
      if (!(error instanceof InvalidToken)) throw error;
      this.log.warn(`A token was refused: ${error.message}`);
      refuse(response, 401, ErrorCode.UNAUTHENTICATED, 'The token is not valid. Sign in again at your college.');
      return;
    }
    next();
  };

  /** Who sent a request that the middleware let through; null is a visitor. */
  actorOf(request: object): Actor | null {
    return this.actors.get(request) ?? null;
  }

  onApplicationShutdown(): void {
    this.roster.close();
  }
}
