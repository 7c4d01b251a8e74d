import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { badInput } from '../graph/domain-error.js';
import { MachinesService } from './machines.service.js';

const body = z.object({ statement: z.string().max(10_000) });

/** For `dobroset keys rotate` and `dobroset leave`. */
@Controller()
export class MachinesController {
  constructor(private readonly machines: MachinesService) {}

  @Post('keys/rotate')
  @HttpCode(200)
  async rotate(@Body() given: unknown): Promise<{ oldKeysUntil: string }> {
    return { oldKeysUntil: (await this.machines.rotate(statementIn(given))).toISOString() };
  }

  @Post('leave')
  @HttpCode(200)
  async leave(@Body() given: unknown): Promise<{ status: 'LEFT' }> {
    await this.machines.leave(statementIn(given));
    return { status: 'LEFT' };
  }
}

function statementIn(given: unknown): string {
  const parsed = body.safeParse(given);
  if (!parsed.success) throw badInput('The body must be JSON with `statement`, a signed one.');
  return parsed.data.statement;
}
