import { Module } from '@nestjs/common';
import { ConsentsModule } from '../consents/consents.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { ReadersModule } from '../readers/readers.module.js';
import { CheckingInResolver } from './checking-in/checking-in.resolver.js';
import { CheckingInService } from './checking-in/checking-in.service.js';
import { HostWordsRepository } from './from-host/host-words.repository.js';
import { HostWordsService } from './from-host/host-words.service.js';
import { ParticipationsRepository } from './participations.repository.js';
import { CollegeParticipationsResolver, ParticipationConnectionResolver, ParticipationFieldsResolver } from './participations.resolver.js';
import { ParticipationsService } from './participations.service.js';
import {
  CollegeOverlapsResolver,
  OverlapConnectionResolver,
  OverlapResolver,
  RecordBookResolver,
  VolunteerRecordBookResolver,
} from './record/record-book.resolver.js';
import { RecordEntriesRepository } from './record/record-entries.repository.js';
import { AwaitedAnswers } from './taking-part/awaited-answers.js';
import { EntryAgreementService } from './taking-part/entry-agreement.service.js';
import { EndedWishes } from './taking-part/ended-wishes.js';
import { LapsedConsentsService } from './taking-part/lapsed-consents.service.js';
import { RefusedRequestsService } from './taking-part/refused-requests.service.js';
import { SettlingService } from './taking-part/settling.service.js';
import { TakingPartRepository } from './taking-part/taking-part.repository.js';
import { TakingPartResolver } from './taking-part/taking-part.resolver.js';
import { TakingPartService } from './taking-part/taking-part.service.js';

/** The home's side of taking part: where its volunteers take part, at whichever college, and the hours that come home. */
@Module({
  imports: [ConsentsModule, ReadersModule, MessagesModule],
  providers: [
    ParticipationsRepository,
    RecordEntriesRepository,
    ParticipationsService,
    TakingPartRepository,
    AwaitedAnswers,
    TakingPartService,
    EntryAgreementService,
    LapsedConsentsService,
    RefusedRequestsService,
    EndedWishes,
    SettlingService,
    HostWordsRepository,
    HostWordsService,
    CheckingInService,
    TakingPartResolver,
    CheckingInResolver,
    ParticipationFieldsResolver,
    ParticipationConnectionResolver,
    CollegeParticipationsResolver,
    VolunteerRecordBookResolver,
    RecordBookResolver,
    CollegeOverlapsResolver,
    OverlapResolver,
    OverlapConnectionResolver,
  ],
  exports: [ParticipationsService],
})
export class ParticipationsModule {}
