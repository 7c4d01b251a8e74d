import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { groupedInKeyOrder } from '../graph/in-key-order.js';
import { ParticipationsRepository } from './participations.repository.js';

export type ParticipationLoaders = ReturnType<ParticipationsService['loaders']>;

@Injectable()
export class ParticipationsService {
  constructor(private readonly repository: ParticipationsRepository) {}

  loaders() {
    return {
      /**
       * By a volunteer's uuid, the codes of the colleges at whose events the home itself knows them to take part. A host's
       * word about itself is no evidence.
       */
      knownHosts: new DataLoader<string, ReadonlySet<string>>(async (volunteerIds) => {
        const rows = await this.repository.hostsOf(volunteerIds);
        return groupedInKeyOrder(volunteerIds, rows, ({ volunteerId }) => volunteerId).map((hosts) => new Set(hosts.map(({ host }) => host)));
      }),
    };
  }
}
