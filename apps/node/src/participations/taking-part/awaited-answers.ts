import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { TakingPartRepository } from './taking-part.repository.js';

/** Within the gateway's deadline of 2 s, with time left for the rest. */
const PATIENCE_MS = 1_500;
const EVERY_MS = 50;

/** A gateway has 32 connections to a node: more that wait would keep everybody else's calls away. */
const MOST_WAITING = 16;

interface Waiting {
  readonly participationId: string;
  readonly resolve: () => void;
}

/** Waits a moment for hosts to answer: whoever asks sees at once what most hosts say at once. One query looks for all who wait. */
@Injectable()
export class AwaitedAnswers {
  private readonly waiting = new Set<Waiting>();
  private looking = false;

  constructor(private readonly repository: TakingPartRepository) {}

  /** Returns once the host has answered, after a moment, or at once where too many wait. */
  async of(participationId: string): Promise<void> {
    if (this.waiting.size >= MOST_WAITING) return;
    await new Promise<void>((resolve) => {
      const one: Waiting = { participationId, resolve: () => this.release(one, giveUp, resolve) };
      const giveUp = setTimeout(() => this.release(one, giveUp, resolve), PATIENCE_MS);
      this.waiting.add(one);
      void this.look();
    });
  }

  private release(one: Waiting, giveUp: NodeJS.Timeout, resolve: () => void): void {
    clearTimeout(giveUp);
    this.waiting.delete(one);
    resolve();
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    while (this.waiting.size > 0) {
      await pause(EVERY_MS);
      const ids = new Set([...this.waiting].map(({ participationId }) => participationId));
      // A database that is busy keeps nobody from waiting for what it says next.
      const answered = new Set(await this.repository.answered([...ids]).catch(() => []));
      for (const one of [...this.waiting]) if (answered.has(one.participationId)) one.resolve();
    }
    this.looking = false;
  }
}
