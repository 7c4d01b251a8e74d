import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Roster } from '#roster/roster.js';
import type { RosterSource } from '#roster/roster-source.js';
import { Decisions } from '../database/decisions.js';
import { RosterRepository } from './roster.repository.js';

/** Another registry process on the same database may have decided something. */
const LOOK_EVERY_MILLISECONDS = 5_000;

/** The roster as the registry's own database has it: read after every decision, and now and then. */
@Injectable()
export class OwnRoster implements RosterSource, OnModuleInit, OnApplicationShutdown {
  private roster: Roster = { version: 0, colleges: [], gateways: [] };
  private timer: NodeJS.Timeout | undefined;
  private readonly listeners = new Set<(roster: Roster) => void>();

  constructor(
    private readonly repository: RosterRepository,
    decisions: Decisions,
  ) {
    decisions.onDecision(() => this.look());
  }

  async onModuleInit(): Promise<void> {
    await this.look();
    // While the database is away the last roster goes on being published, until it expires.
    this.timer = setInterval(() => void this.look().catch(() => undefined), LOOK_EVERY_MILLISECONDS).unref();
  }

  get current(): Roster {
    return this.roster;
  }

  get isInForce(): boolean {
    return this.roster.version > 0;
  }

  onChange(listener: (roster: Roster) => void): void {
    this.listeners.add(listener);
  }

  /** It is never behind for more than some seconds. */
  missedKey(): void {}

  close(): void {
    clearInterval(this.timer);
    this.listeners.clear();
  }

  onApplicationShutdown(): void {
    this.close();
  }

  private async look(): Promise<void> {
    const roster = await this.repository.current();
    if (roster.version === this.roster.version) return;
    this.roster = roster;
    for (const listener of this.listeners) listener(roster);
  }
}
