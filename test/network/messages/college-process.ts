import { Body, Controller, Global, HttpCode, Module, type OnModuleInit, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { json } from 'express';
import { DataSource } from 'typeorm';
import { identifyRequest } from '#defence/request-id.js';
import { LARGEST_MESSAGE } from '#identity/message/message-paths.js';
import { CollegeModule } from '#node/college/college.module.js';
import { DatabaseModule } from '#node/database/database.module.js';
import { migrate } from '#node/database/migrate.js';
import { Identification } from '#node/graph/identification.js';
import { RosterModule } from '#node/graph/roster.module.js';
import { HealthModule } from '#node/health/health.module.js';
import { MessageDeliveryModule } from '#node/messages/message-delivery.module.js';
import { MessageRefused } from '#node/messages/message-refused.js';
import { Messages } from '#node/messages/messages.js';
import { MessagesModule } from '#node/messages/messages.module.js';
import { NODE_CONFIG } from '#node/node-config.token.js';
import { readConfig } from '#node/node.config.js';

/** A node's messages and nothing else of it: a request is answered at once, a withdrawal is refused, and every effect leaves a row. */
@Controller('test')
class Course implements OnModuleInit {
  constructor(
    private readonly messages: Messages,
    private readonly database: DataSource,
  ) {}

  onModuleInit(): void {
    this.messages.handle('SEAT_REQUESTED', async (tx, { from, thread, sequence, content }) => {
      await tx.query(EFFECT, [from, thread, sequence, content.subjectName]);
      const content_ = { status: 'CONFIRMED', format: null, reason: `answer to ${String(sequence)}`, event: null, capacity: null } as const;
      await this.messages.send(tx, { to: from, thread, kind: 'SEAT_ANSWERED', content: content_ });
    });
    this.messages.handle('SEAT_ANSWERED', async (tx, { from, thread, sequence, content }) => {
      await tx.query(EFFECT, [from, thread, sequence, content.reason]);
    });
    this.messages.handle('SEAT_WITHDRAWN', async (tx, { from, thread, sequence }) => {
      await tx.query(EFFECT, [from, thread, sequence, 'undone']);
      throw new MessageRefused('There is no such seat.');
    });
  }

  /** 200 once it is committed: from then on it may not be lost. */
  @Post('send')
  @HttpCode(200)
  async send(@Body() { to, thread, kind, says }: { to: string; thread: string; kind: 'SEAT_REQUESTED' | 'SEAT_WITHDRAWN'; says: string }): Promise<object> {
    await this.database.transaction(async (tx) => {
      await tx.query('INSERT INTO said (thread, says) VALUES ($1, $2)', [thread, says]);
      if (kind === 'SEAT_WITHDRAWN') await this.messages.send(tx, { to, thread, kind, content: {} });
      else await this.messages.send(tx, { to, thread, kind, content: { eventId: 'e', volunteerId: 'v', kind: 'STUDENT', format: null, subjectName: says } });
    });
    this.messages.wake();
    return {};
  }
}

/** Of its graph it has what a gateway asks a node that was away: whether it is there again. */
@Controller('graphql')
class Probed {
  @Post()
  @HttpCode(200)
  isThere(): object {
    return { data: { __typename: 'Query' } };
  }
}

const EFFECT = 'INSERT INTO effect (sender, thread, sequence, says) VALUES ($1, $2, $3, $4)';

const config = readConfig(process.env);

@Global()
@Module({
  imports: [DatabaseModule, RosterModule, CollegeModule, HealthModule, MessagesModule, MessageDeliveryModule],
  controllers: [Course, Probed],
  providers: [{ provide: NODE_CONFIG, useValue: config }, Identification],
  exports: [NODE_CONFIG],
})
class CollegeProcess {}

async function start(): Promise<void> {
  await migrate(config.databaseUrl);
  const app = await NestFactory.create<NestExpressApplication>(CollegeProcess, { bodyParser: false, abortOnError: false, logger: ['log', 'warn', 'error'] });
  const identification = app.get(Identification);
  app.use(identifyRequest);
  app.use('/test', json());
  app.use('/messages', identification.admit, json({ limit: LARGEST_MESSAGE, verify: identification.checkBody }), identification.demandSignature);
  await app.listen(config.port, config.host);
  process.once('SIGTERM', () => void app.close().finally(() => process.exit(0)));
}

void start();
