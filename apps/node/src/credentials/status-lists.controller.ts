import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { StatusListsService } from './status-lists.service.js';

/** Open to anybody, and cached on the way: whoever was shown an entry may ask whether it is still in force. */
const HEADERS = { 'content-type': 'application/vc+jwt', 'cache-control': 'public, max-age=60', 'access-control-allow-origin': '*' };

@Controller('credentials/status')
export class StatusListsController {
  constructor(private readonly lists: StatusListsService) {}

  @Get(':list')
  async list(@Param('list') list: string, @Res({ passthrough: true }) response: Response): Promise<string> {
    const jws = /^[1-9]\d?$/.test(list) ? await this.lists.list(Number(list)) : null;
    if (jws === null) throw new NotFoundException('This college has no such status list.');
    response.set(HEADERS);
    return jws;
  }
}
