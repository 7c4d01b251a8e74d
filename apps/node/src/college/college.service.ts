import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';
import type { CollegeEntity } from './college.entity.js';
import { CollegeRepository } from './college.repository.js';
import { dayAt } from './local-time.js';

/** Of a new database whose college says none. */
const USUAL_TIME_ZONE = 'Europe/Moscow';

/** The one college whose database this is. */
@Injectable()
export class CollegeService implements OnModuleInit {
  private readonly log = new Logger('College');

  constructor(
    private readonly repository: CollegeRepository,
    @Inject(NODE_CONFIG) private readonly config: NodeConfig,
  ) {}

  /** @throws Error when the database is another college's: two colleges in one database would mix their people */
  async onModuleInit(): Promise<void> {
    const { collegeCode, timeZone } = this.config;
    await this.repository.claim(collegeCode, timeZone ?? USUAL_TIME_ZONE);
    const owner = await this.profile();
    if (owner.code !== collegeCode) {
      throw new Error(
        `This database belongs to the college ${owner.code}, and this node is ${collegeCode}: ` +
          'give it its own database in DATABASE_URL, or correct COLLEGE_CODE.',
      );
    }
    if (timeZone !== undefined && timeZone !== owner.timeZone) {
      this.log.warn(`TIME_ZONE is ${timeZone}, but the college has had ${owner.timeZone} since its database was new: ${owner.timeZone} holds.`);
    }
  }

  /**
   * What the college says of itself.
   * @param tx a transaction of the caller's to read it in
   */
  async profile(tx?: Transaction): Promise<CollegeEntity> {
    const owner = await this.repository.owner(tx);
    if (!owner) throw new Error('The college has no row of its own any more.');
    return owner;
  }

  /**
   * The day of the college's calendar, YYYY-MM-DD.
   * @param tx a transaction of the caller's to read it in
   */
  async today(tx?: Transaction): Promise<string> {
    const { timeZone } = await this.profile(tx);
    return dayAt(new Date(), timeZone);
  }
}
