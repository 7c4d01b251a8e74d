import { Module } from '@nestjs/common';
import { CredentialsModule } from '../credentials/credentials.module.js';
import { EventsModule } from '../events/events.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { AttendanceRepository } from './attendance/attendance.repository.js';
import { AttendanceResolver } from './attendance/attendance.resolver.js';
import { AttendanceService } from './attendance/attendance.service.js';
import { Credits } from './attendance/credits.js';
import { EventCancelling } from './changes/event-cancelling.js';
import { CheckInCreditsService } from './check-in/check-in-credits.service.js';
import { CheckInsRepository } from './check-in/check-ins.repository.js';
import { EventCheckInResolver, RegistrationCheckInResolver } from './check-in/check-ins.resolver.js';
import { CheckInsService } from './check-in/check-ins.service.js';
import { EntryConsentService } from './attendance/entry-consent.service.js';
import { UntakenEntriesService } from './attendance/untaken-entries.service.js';
import { ChangeTelling } from './changes/change-telling.js';
import { EventChangesRepository } from './changes/event-changes.repository.js';
import { EventChangesResolver } from './changes/event-changes.resolver.js';
import { EventChangesService } from './changes/event-changes.service.js';
import { EventUpdate } from './changes/event-update.js';
import { UntoldChangesService } from './changes/untold-changes.service.js';
import { EventRegistrationsResolver } from './event-registrations.resolver.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { RegistrationConnectionResolver, RegistrationsResolver } from './registrations.resolver.js';
import { RegistrationsService } from './registrations.service.js';
import { QueueClosingService } from './seats/queue-closing.service.js';
import { SeatAnswers } from './seats/seat-answers.js';
import { SeatsRepository } from './seats/seats.repository.js';
import { SeatsService } from './seats/seats.service.js';

@Module({
  imports: [MessagesModule, CredentialsModule, EventsModule],
  providers: [
    RegistrationsRepository,
    RegistrationsService,
    RegistrationsResolver,
    RegistrationConnectionResolver,
    EventRegistrationsResolver,
    SeatsRepository,
    SeatsService,
    SeatAnswers,
    QueueClosingService,
    EventChangesRepository,
    EventUpdate,
    EventCancelling,
    ChangeTelling,
    EventChangesService,
    UntoldChangesService,
    EventChangesResolver,
    AttendanceRepository,
    AttendanceService,
    AttendanceResolver,
    Credits,
    CheckInsRepository,
    CheckInsService,
    CheckInCreditsService,
    EventCheckInResolver,
    RegistrationCheckInResolver,
    EntryConsentService,
    UntakenEntriesService,
  ],
  exports: [RegistrationsService, CheckInsService],
})
export class RegistrationsModule {}
