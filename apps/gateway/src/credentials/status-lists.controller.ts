import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { refuse } from '#admission/refuse.js';
import { ErrorCode } from '#contract/error-codes.js';
import { STATUS_LIST_HEADERS } from '#credentials/status-list-headers.js';
import { StatusLists } from './status-lists.js';

/** The lists that this gateway keeps, as the colleges signed them: whoever checks an entry themselves finds them here while a college's node is away. */
@Controller('credentials/status')
export class StatusListsController {
  constructor(private readonly lists: StatusLists) {}

  @Get(':college/:list')
  async list(@Param('college') college: string, @Param('list') list: string, @Res() response: Response): Promise<void> {
    const jws = /^[1-9]\d?$/.test(list) ? await this.lists.findSigned(college, Number(list)) : null;
    if (jws === null) return refuse(response, 404, ErrorCode.NOT_FOUND, 'This gateway has no such status list. Lists are /credentials/status/COLLEGE/NUMBER, as an entry names its college and its list.');
    response.set(STATUS_LIST_HEADERS).end(jws); // send would add a charset
  }
}
