import { type DynamicModule, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { collegeContract } from '#contract/college-contract.js';
import { rootFieldRules } from '#contract/root-field-rules.js';
import { verifyAccessToken } from '#identity/access-token.js';
import { BearerTokens } from '#identity/bearer.js';
import { RateLimit } from '#defence/rate-limit.js';
import { readPrivateKeys } from '#identity/private-keys.js';
import { openRoster } from '#roster/open-roster.js';
import { rosterKeys } from '#roster/roster-keys.js';
import type { RosterSource } from '#roster/roster-source.js';
import { contractOf } from './college/contract.js';
import { Nodes } from './college/nodes.js';
import { StatusLists } from './credentials/status-lists.js';
import type { GatewayConfig, NetworkConfig } from './gateway.config.js';
import { Registry } from './registry/registry.js';
import { ROSTER } from './roster.token.js';
import { type CallerLimits, Callers } from './server/callers.js';
import { LiveSessions } from './server/live-sessions.js';

/** How much is allowed a minute. */
type RateLimits = Pick<GatewayConfig, 'rateLimit' | 'collegeRateLimit'>;

export const CALLERS = Symbol('whoever asks');

/** Who is on the network: the roster, the nodes that it names, and the tokens that its keys prove. */
@Module({})
export class CollegesModule implements OnApplicationShutdown {
  constructor(
    @Inject(ROSTER) private readonly roster: RosterSource,
    @Inject(Nodes) private readonly nodes: Nodes,
    @Inject(Registry) private readonly registry: Registry,
    @Inject(StatusLists) private readonly lists: StatusLists,
  ) {}

  static async for(config: NetworkConfig, rateLimits: RateLimits, logger: Logger): Promise<DynamicModule> {
    const { signing } = readPrivateKeys(config.keys);
    const caller = { id: config.id, key: signing };
    const roster = await openRoster(config, logger);
    const nodes = new Nodes(contractOf(collegeContract(), rootFieldRules), caller, { privateAddresses: config.privateAddresses });
    const registry = new Registry(caller, config.privateAddresses);
    const { privateAddresses, statusLists: folder } = config;
    const lists = new StatusLists({ roster, folder, privateAddresses, log: new Logger('StatusLists') });
    const { ofCollege } = rosterKeys(roster);
    const tokens = new BearerTokens((token) => verifyAccessToken(token, ofCollege));
    nodes.reconcile(roster.current);
    registry.reconcile(roster.current);
    roster.onChange((current) => {
      nodes.reconcile(current);
      registry.reconcile(current);
      tokens.forget();
    });
    const limits = limitsFrom(rateLimits);
    const providers = [
      { provide: ROSTER, useValue: roster },
      { provide: Nodes, useValue: nodes },
      { provide: CALLERS, useValue: new Callers(tokens, new LiveSessions(nodes), limits) },
      { provide: Registry, useValue: registry },
      { provide: StatusLists, useValue: lists },
    ];
    return { module: CollegesModule, global: true, providers, exports: providers };
  }

  async onApplicationShutdown(): Promise<void> {
    this.roster.close();
    await Promise.all([this.nodes.close(), this.registry.close(), this.lists.close()]);
  }
}

/** A person signs in to do more than a visitor; a look at a bad token costs no more than a visitor's question. */
function limitsFrom({ rateLimit, collegeRateLimit }: RateLimits): CallerLimits {
  return { visitor: new RateLimit(rateLimit), person: new RateLimit(rateLimit * 2), college: new RateLimit(collegeRateLimit), badTokens: new RateLimit(rateLimit) };
}
