import { Body, Controller, HttpCode, Inject, Logger, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { refuse } from '#admission/refuse.js';
import { ErrorCode } from '#contract/error-codes.js';
import { loggable } from '#defence/loggable.js';
import { requestIdOf } from '#defence/request-id.js';
import { MESSAGES_PATH } from '#identity/message/message-paths.js';
import { signReceipt } from '#identity/message/receipt.js';
import { sealedBody } from '#identity/message/relay-answers.js';
import { openMessage } from '#identity/message/sealed-message.js';
import { type PrivateKeys, readPrivateKeys } from '#identity/private-keys.js';
import { InvalidToken } from '#identity/signed-claims.js';
import { type RosterKeys, rosterKeys } from '#roster/roster-keys.js';
import type { RosterSource } from '#roster/roster-source.js';
import { ROSTER } from '../graph/roster.token.js';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';
import { DeliveryService } from './delivery.service.js';
import { InboxService } from './inbox.service.js';
import { MessageNotKept, MessageNotUnderstood } from './message-refused.js';

/** Takes other colleges' messages, which a gateway brings, and answers with receipts, which no gateway can make. */
@Controller(MESSAGES_PATH)
export class MessagesController {
  private readonly log = new Logger('Messages');
  private readonly keys: PrivateKeys;
  private readonly rosterKeys: RosterKeys;

  constructor(
    @Inject(NODE_CONFIG) private readonly config: NodeConfig,
    @Inject(ROSTER) roster: RosterSource,
    private readonly inbox: InboxService,
    private readonly delivery: DeliveryService,
  ) {
    this.keys = readPrivateKeys(config.keys);
    this.rosterKeys = rosterKeys(roster);
  }

  @Post()
  @HttpCode(200)
  async take(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    try {
      response.json({ receipt: await this.receiptFor(sealedBody.safeParse(body).data?.message ?? '') });
    } catch (error) {
      this.refuse(error, requestIdOf(request), response);
    }
  }

  private async receiptFor(sealed: string): Promise<string> {
    const { collegeCode: receiver } = this.config;
    const message = await openMessage(sealed, receiver, this.keys.decryption, this.rosterKeys.ofSender);
    const receipt = await this.inbox.take(message);
    void this.delivery.heardFrom(message.from).catch(() => undefined); // its messages have their own jobs, too
    return signReceipt({ sender: message.from, receiver, messageId: message.id }, receipt, this.keys.signing);
  }

  /** A message that was not taken: its sender keeps it, and shows this sentence to whoever looks after it. */
  private refuse(error: unknown, requestId: string, response: Response): void {
    if (error instanceof InvalidToken) {
      this.log.warn({ requestId, refused: error.message });
      refuse(response, 401, ErrorCode.UNAUTHENTICATED, 'The receiver finds the message not to be genuine, of this time, or meant for it.');
    } else if (error instanceof MessageNotUnderstood) {
      this.log.warn({ requestId, waits: error.message });
      refuse(response, 501, ErrorCode.NOT_UNDERSTOOD, 'The receiver’s node does not understand this message yet; it may after its next update.');
    } else if (error instanceof MessageNotKept) {
      this.log.warn({ requestId, notKept: error.message });
      refuse(response, 429, ErrorCode.RATE_LIMITED, error.message);
    } else {
      this.log.error({ requestId, ...loggable(error) });
      refuse(response, 503, ErrorCode.BUSY, 'The receiver’s node could not take the message now.', requestId);
    }
  }
}
