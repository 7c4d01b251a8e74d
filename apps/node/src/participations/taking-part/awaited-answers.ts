import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { ParticipationEntity } from '../participation.entity.js';
import { TakingPartRepository } from './taking-part.repository.js';

/** Within the gateway's deadline of 2 s, with time left for the rest. */
const PATIENCE_MS = 1_500;
const EVERY_MS = 50;

/** A gateway has 32 connections to a node: more participations that are waited for would keep everybody else's calls away. */
const MOST_AWAITED = 16;

/** Who waits for one participation; all of them get the same answer. */
type Callers = Set<(answered: ParticipationEntity | null) => void>;

/** Waits a moment for hosts to answer: whoever asks sees at once what most hosts say at once. One query looks for all who wait. */
@Injectable()
export class AwaitedAnswers {
  private readonly awaited = new Map<string, Callers>();
  private looking = false;

  constructor(private readonly repository: TakingPartRepository) {}

  /** Until when whoever comes now has the patience to wait, however much of it they spend in a queue; on the clock of `Date.now()`. */
  patience(): number {
    return Date.now() + PATIENCE_MS;
  }

  /**
   * Gives the participation as the host has answered it; as it was where the host is silent, and at once where too many wait.
   * @param askedAt when the host was asked: one that was silent for so long is not waited for by whoever comes next
   * @param until when whoever waits has to have an answer (`patience`)
   */
  async of(participation: ParticipationEntity, askedAt: Date, until: number): Promise<ParticipationEntity> {
    const { id } = participation;
    const milliseconds = Math.min(until, askedAt.getTime() + PATIENCE_MS) - Date.now();
    const callers: Callers = this.awaited.get(id) ?? new Set();
    if (milliseconds <= 0 || (callers.size === 0 && this.awaited.size >= MOST_AWAITED)) return participation;
    this.awaited.set(id, callers);
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
      for (const one of answered) for (const release of [...(this.awaited.get(one.id) ?? [])]) release(one);
    }
    this.looking = false;
  }
}
