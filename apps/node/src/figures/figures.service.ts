import { Injectable } from '@nestjs/common';
import { badInput } from '../graph/domain-error.js';
import { type Figures, figuresOf } from './figures.policy.js';
import { FiguresRepository } from './figures.repository.js';
import { addMonths, monthOf } from './months.js';

@Injectable()
export class FiguresService {
  constructor(private readonly repository: FiguresRepository) {}

  /**
   * What the college publishes of itself, over whole months; by default the last twelve.
   * @param timeZone the college's, which decides when a month is whole
   * @throws DomainError BAD_USER_INPUT when `from` lies behind `to`
   */
  async figures(
    from: string | null | undefined,
    to: string | null | undefined,
    timeZone: string,
    now = new Date(),
  ): Promise<Figures> {
    const last = to ?? addMonths(monthOf(now, timeZone), -1);
    const first = from ?? addMonths(last, -11);
    if (first > last) throw badInput('from', 'must not lie behind the last month that is asked for');
    return figuresOf(await this.repository.amounts(first, last), first);
  }
}
