import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { STATUS_LIST_HEADERS } from '#credentials/status-list-headers.js';
import { StatusListsService } from './status-lists.service.js';

@Controller('credentials/status')
export class StatusListsController {
  constructor(private readonly lists: StatusListsService) {}

  @Get(':list')
  async list(@Param('list') list: string, @Res({ passthrough: true }) response: Response): Promise<string> {
    const jws = /^[1-9]\d?$/.test(list) ? await this.lists.list(Number(list)) : null;
    if (jws === null) throw new NotFoundException('This college has no such status list.');
    response.set(STATUS_LIST_HEADERS);
    return jws;
  }
}
