import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import type { JoinAnswer } from '#membership/answers.js';
import { publicKeysShape } from '#membership/statements.js';
import { badInput } from '../graph/domain-error.js';
import { JoiningService } from './joining.service.js';

const body = z.object({ token: z.string().max(200), keys: publicKeysShape, announcement: z.string().max(10_000) });

/** For `dobroset join`. */
@Controller('join')
export class JoinController {
  constructor(private readonly joining: JoiningService) {}

  @Post()
  @HttpCode(200)
  join(@Body() given: unknown): Promise<JoinAnswer> {
    const parsed = body.safeParse(given);
    if (!parsed.success) throw badInput(`What \`dobroset join\` sends has token, keys and announcement: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}.`);
    return this.joining.join(parsed.data);
  }
}
