import { Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { openRoster } from '#roster/open-roster.js';
import type { RosterSource } from '#roster/roster-source.js';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';
import { ROSTER } from './roster.token.js';

/** Who is on the network, as this node knows it. */
@Global()
@Module({
  providers: [
    {
      provide: ROSTER,
      inject: [NODE_CONFIG],
      useFactory: (config: NodeConfig): Promise<RosterSource> => openRoster(config, new Logger('Roster')),
    },
  ],
  exports: [ROSTER],
})
export class RosterModule implements OnApplicationShutdown {
  constructor(@Inject(ROSTER) private readonly roster: RosterSource) {}

  onApplicationShutdown(): void {
    this.roster.close();
  }
}
