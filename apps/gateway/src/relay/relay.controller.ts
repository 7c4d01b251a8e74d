import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { refuse } from '#admission/refuse.js';
import { ErrorCode } from '#contract/error-codes.js';
import { requestIdOf } from '#defence/request-id.js';
import { MESSAGES_PATH, RELAY_PATH } from '#identity/message/message-paths.js';
import { NodeFailure } from '../college/failure.js';
import { Nodes } from '../college/nodes.js';
import { RelayAdmission } from './relay-admission.js';

/**
 * Passes a message of one college's node on to another's. It is sealed, so it cannot be read here; nothing is kept, and
 * nothing of it is logged: what the receiver answers goes back as it came, and its sender tries again.
 */
@Controller(RELAY_PATH)
export class RelayController {
  constructor(
    private readonly nodes: Nodes,
    private readonly admission: RelayAdmission,
  ) {}

  @Post(':receiver')
  async pass(@Param('receiver') receiver: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const given: unknown = request.body;
    const body = typeof given === 'string' ? given : '';
    if (!this.admission.covers(request, response, body)) return;
    try {
      const answer = await this.nodes.postBeside(receiver, MESSAGES_PATH, body, requestIdOf(request));
      response.status(answer.status).type('json').send(answer.body);
    } catch (error) {
      if (!(error instanceof NodeFailure)) throw error;
      const isLate = error.code === ErrorCode.NODE_TIMEOUT;
      refuse(response, isLate ? 504 : 503, error.code, isLate ? 'The receiver did not answer in time.' : 'The receiver cannot be reached.');
    }
  }
}
