import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { statementIn } from '../graph/statement-in.js';
import { MachinesService } from './machines.service.js';

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
