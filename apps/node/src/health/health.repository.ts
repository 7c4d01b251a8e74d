import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Milliseconds: whoever asks more often is told the same. */
const REMEMBERED = 250;

@Injectable()
export class HealthRepository {
  private asked: { readonly answer: Promise<boolean>; readonly at: number } | undefined;

  constructor(private readonly database: DataSource) {}

  /** Whether the database answers; why it does not is for its own log. */
  async answers(): Promise<boolean> {
    const now = performance.now();
    if (this.asked && now - this.asked.at < REMEMBERED) return this.asked.answer;
    const answer = this.database.query('SELECT 1').then(
      () => true,
      () => false,
    );
    this.asked = { answer, at: now };
    return answer;
  }
}
