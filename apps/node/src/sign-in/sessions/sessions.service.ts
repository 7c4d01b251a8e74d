import { Injectable } from '@nestjs/common';
import { ProviderRecordsRepository } from '../provider/provider-records.repository.js';

/** Longer is no session of ours. */
const LONGEST_SID = 64;

@Injectable()
export class SessionsService {
  constructor(private readonly records: ProviderRecordsRepository) {}

  /** Whether the session that a token names goes on. Whoever knows its name cannot act in it. */
  async isLive(sid: string): Promise<boolean> {
    return sid.length <= LONGEST_SID && this.records.isLive(sid);
  }
}
