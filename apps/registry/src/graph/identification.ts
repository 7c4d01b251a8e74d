import { Inject, Injectable, Logger } from '@nestjs/common';
import { Admission } from '#admission/admission.js';
import { RateLimit } from '#defence/rate-limit.js';
import type { PrivateKeys } from '#identity/private-keys.js';
import { REGISTRY_ID } from '#roster/roster.js';
import { REGISTRY_CONFIG, REGISTRY_KEYS } from '../registry-config.token.js';
import type { RegistryConfig } from '../registry.config.js';
import { OwnRoster } from '../roster/own-roster.js';

/** Which gateway calls the registry, and who is asking. */
@Injectable()
export class Identification extends Admission {
  constructor(@Inject(REGISTRY_CONFIG) { rateLimit }: RegistryConfig, @Inject(REGISTRY_KEYS) keys: PrivateKeys, roster: OwnRoster) {
    const log = new Logger('Identification');
    super({ audience: REGISTRY_ID, keys, roster, strangers: new RateLimit(rateLimit), onRefusal: (requestId, refused) => log.warn({ requestId, refused }) });
  }
}
