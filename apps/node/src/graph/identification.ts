import { Inject, Injectable, Logger } from '@nestjs/common';
import { Admission } from '#admission/admission.js';
import { RateLimit } from '#defence/rate-limit.js';
import { readPrivateKeys } from '#identity/private-keys.js';
import type { RosterSource } from '#roster/roster-source.js';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';
import { ROSTER } from './roster.token.js';

/** Who calls this node, and who is asking. */
@Injectable()
export class Identification extends Admission {
  constructor(@Inject(NODE_CONFIG) config: NodeConfig, @Inject(ROSTER) roster: RosterSource) {
    const log = new Logger('Identification');
    super({
      audience: config.collegeCode,
      keys: readPrivateKeys(config.keys),
      roster,
      strangers: new RateLimit(config.rateLimit),
      onRefusal: (requestId, refused) => log.warn({ requestId, refused }),
    });
  }
}
