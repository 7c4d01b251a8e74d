import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Injectable, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NODE_CONFIG } from './node-config.token.js';
import { RecurringWork } from './recurring-work.js';

Logger.overrideLogger(false);

/** Each run lasts longer than the time to the next. */
class SlowWork extends RecurringWork {
  begun = 0;
  ended = 0;
  most = 0;

  constructor(private readonly fails: boolean, comesFirst = false, everyMs = 5) {
    super({ log: 'Test', everyMs, late: { slowWork: 'it is done a little later' }, comesFirst });
  }

  override async work(): Promise<void> {
    this.begun += 1;
    this.most = Math.max(this.most, this.begun - this.ended);
    await pause(20);
    this.ended += 1;
    if (this.fails) throw new Error('It rains.');
  }
}

@Injectable()
class RareWork extends SlowWork {
  constructor() {
    super(false, false, 60_000);
  }
}

class OneNode {
  readonly does = RareWork.name;
}

describe('RecurringWork', () => {
  it('runs first a moment after the start where the node is told so', async () => {
    const node = await NestFactory.createApplicationContext({ module: OneNode, providers: [RareWork, { provide: NODE_CONFIG, useValue: { firstWorkAfter: 500 } }] }, { logger: false });
    const work = node.get(RareWork);
    expect(work.begun).toBe(0);
    while (work.ended < 1) await pause(5);
    await node.close();
    expect(work.begun).toBe(1);
  });

  it.each([false, true])('runs when the node starts and again and again, one run after the other, whether they fail (%s) or not', async (fails) => {
    const work = new SlowWork(fails);
    await work.onApplicationBootstrap();
    while (work.ended < 3) await pause(5);
    await work.beforeApplicationShutdown();

    expect(work.most).toBe(1);
    expect(work.ended).toBe(work.begun);
  });

  it.each([[true, 1], [false, 0]])('lets the node wait for the first run where that comes first (%s), and only there', async (comesFirst, ended) => {
    const work = new SlowWork(false, comesFirst);
    await work.onApplicationBootstrap();
    expect(work.ended).toBe(ended);
    await work.beforeApplicationShutdown();
  });

  it('does nothing once the node has stopped', async () => {
    const work = new SlowWork(false);
    await work.onApplicationBootstrap();
    await work.beforeApplicationShutdown();
    const { begun } = work;
    await pause(50);

    expect(begun).toBeGreaterThan(0);
    expect(work.begun).toBe(begun);
  });
});
