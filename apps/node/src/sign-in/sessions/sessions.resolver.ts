import { Args, Directive, ID, Query, Resolver } from '@nestjs/graphql';
import { storable } from '../../graph/search-text.js';
import { SessionsService } from './sessions.service.js';

@Resolver()
export class SessionsResolver {
  constructor(private readonly sessions: SessionsService) {}

  @Query(() => Boolean, {
    description: 'Whether a session of this college, named by the `sid` of its tokens, goes on: its tokens alone would be good until they expire.',
  })
  @Directive('@inaccessible')
  sessionIsLive(@Args('sid', { type: () => ID }) sid: string): Promise<boolean> {
    return this.sessions.isLive(storable(sid, 'sid'));
  }
}
