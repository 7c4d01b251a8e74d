import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { CONTRACT_VERSION } from '#contract/version.js';
import { readPrivateKeys } from '#identity/private-keys.js';
import { IDENTITY_PATH } from '#membership/answers.js';
import { identityStatement } from '#membership/statements.js';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';
import { badInput } from '../graph/domain-error.js';

const body = z.object({ nonce: z.string().regex(/^[\w-]{16,64}$/) });

/** Proves to the registry whose node answers at this address; called, as the graph is, by callers of the roster alone. */
@Controller(IDENTITY_PATH)
export class IdentityController {
  constructor(@Inject(NODE_CONFIG) private readonly config: NodeConfig) {}

  @Post()
  @HttpCode(200)
  async prove(@Body() given: unknown): Promise<{ statement: string }> {
    const parsed = body.safeParse(given);
    if (!parsed.success) throw badInput('nonce', 'must be 16 to 64 letters and digits');
    const { signing } = readPrivateKeys(this.config.keys);
    const claims = { nonce: parsed.data.nonce, contractVersion: CONTRACT_VERSION };
    return { statement: await identityStatement.sign(this.config.collegeCode, claims, signing) };
  }
}
