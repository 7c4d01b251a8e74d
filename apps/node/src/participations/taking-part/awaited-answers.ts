import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Messages } from '../../messages/messages.js';
import { hostOf } from '../host-of.js';
import type { ParticipationEntity } from '../participation.entity.js';
import { TakingPartRepository } from './taking-part.repository.js';

/** Within the gateway's deadline of 2 s, with time left for the rest. */
const PATIENCE_MS = 1_500;
const EVERY_MS = 50;

/** A gateway has 32 connections to a node: more participations that are waited for would keep everybody else's calls away. */
const MOST_AWAITED = 16;

/** One participation that is waited for; all who wait get the same answer. */
interface Awaited {
  readonly host: string;
  readonly callers: Set<(answered: ParticipationEntity | null) => void>;
}

/** Waits a moment for hosts to answer: whoever asks sees at once what most hosts say at once. One query looks for all who wait. */
@Injectable()
export class AwaitedAnswers {
  private readonly awaited = new Map<string, Awaited>();
  private looking = false;

  constructor(
    private readonly repository: TakingPartRepository,
    private readonly messages: Messages,
  ) {}

  /** Until when whoever comes now has the patience to wait, however much of it they spend in a queue; on the clock of `Date.now()`. */
  patience(): number {
    return Date.now() + PATIENCE_MS;
  }

  /**
   * Gives the participation as the host has answered it; as it was where the host is silent, and at once where it is out of reach or too many wait.
   * @param askedAt when the host was asked: one that was silent for so long is not waited for by whoever comes next
   * @param until when whoever waits has to have an answer (`patience`)
   */
  async of(participation: ParticipationEntity, askedAt: Date, until: number): Promise<ParticipationEntity> {
    const { id } = participation;
    const milliseconds = Math.min(until, askedAt.getTime() + PATIENCE_MS) - Date.now();
    const awaited: Awaited = this.awaited.get(id) ?? { host: hostOf(participation), callers: new Set() };
    const { host, callers } = awaited;
    if (milliseconds <= 0 || this.messages.isOutOfReach(host) || (callers.size === 0 && this.awaited.size >= MOST_AWAITED)) return participation;
    this.awaited.set(id, awaited);
    return new Promise((resolve) => {
      const release = (answered: ParticipationEntity | null): void => {
        clearTimeout(giveUp);
        callers.delete(release);
        if (callers.size === 0) this.awaited.delete(id);
        resolve(answered ? Object.assign(answered, { volunteer: participation.volunteer }) : participation);
      };
      const giveUp = setTimeout(release, milliseconds, null);
      callers.add(release);
      void this.look();
    });
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    while (this.awaited.size > 0) {
      await pause(EVERY_MS);
      // A database that is busy keeps nobody from waiting for what it says next.
      const answered = await this.repository.answered([...this.awaited.keys()]).catch(() => []);
      for (const one of answered) for (const release of [...(this.awaited.get(one.id)?.callers ?? [])]) release(one);
      for (const { host, callers } of [...this.awaited.values()]) if (this.messages.isOutOfReach(host)) for (const release of [...callers]) release(null);
    }
    this.looking = false;
  }
}
