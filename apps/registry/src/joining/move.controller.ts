import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { JoinAnswer } from '#membership/answers.js';
import { statementIn } from '../graph/statement-in.js';
import { MovingService } from './moving.service.js';

/** For `dobroset move`. */
@Controller('move')
export class MoveController {
  constructor(private readonly moving: MovingService) {}

  @Post()
  @HttpCode(200)
  move(@Body() given: unknown): Promise<JoinAnswer> {
    return this.moving.move(statementIn(given));
  }
}
