import { type DynamicModule, type Logger, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { collegeContract } from '#contract/college-contract.js';
import { rootFieldRules } from '#contract/root-field-rules.js';
import { BearerTokens } from '#identity/bearer.js';
import { RosterFile } from '#roster/roster-file.js';
import { contractOf } from './college/contract.js';
import { Nodes } from './college/nodes.js';
import type { GatewayConfig } from './gateway.config.js';

/** Who is on the network: the roster, the nodes that it names, and the tokens that its keys prove. */
@Module({})
export class CollegesModule implements OnApplicationShutdown {
  constructor(
    @Inject(RosterFile) private readonly roster: RosterFile,
    @Inject(Nodes) private readonly nodes: Nodes,
  ) {}

  static for(config: GatewayConfig, logger: Logger): DynamicModule {
    const roster = new RosterFile({
      path: config.roster ?? '',
      lastGoodPath: config.rosterLastGood,
      onNotice: (notice) => logger.log(notice),
    });
    const nodes = new Nodes(contractOf(collegeContract(), rootFieldRules));
    const tokens = new BearerTokens(roster.findKey);
    nodes.reconcile(roster.current);
    roster.onChange((current) => {
      nodes.reconcile(current);
      tokens.forget();
    });
    const providers = [
      { provide: RosterFile, useValue: roster },
      { provide: Nodes, useValue: nodes },
      { provide: BearerTokens, useValue: tokens },
    ];
    return { module: CollegesModule, providers, exports: providers };
  }

  async onApplicationShutdown(): Promise<void> {
    this.roster.close();
    await this.nodes.close();
  }
}
