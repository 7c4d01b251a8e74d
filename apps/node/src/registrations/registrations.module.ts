import { Module } from '@nestjs/common';
import { CredentialsModule } from '../credentials/credentials.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { AttendanceRepository } from './attendance/attendance.repository.js';
import { AttendanceResolver } from './attendance/attendance.resolver.js';
import { AttendanceService } from './attendance/attendance.service.js';
import { Credits } from './attendance/credits.js';
import { EntryConsentService } from './attendance/entry-consent.service.js';
import { EventChangesRepository } from './changes/event-changes.repository.js';
import { EventChangesResolver } from './changes/event-changes.resolver.js';
import { EventChangesService } from './changes/event-changes.service.js';
import { EventRegistrationsResolver } from './event-registrations.resolver.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { RegistrationConnectionResolver, RegistrationsResolver } from './registrations.resolver.js';
import { RegistrationsService } from './registrations.service.js';
import { QueueClosingService } from './seats/queue-closing.service.js';
import { SeatAnswers } from './seats/seat-answers.js';
import { SeatsRepository } from './seats/seats.repository.js';
import { SeatsService } from './seats/seats.service.js';

@Module({
  imports: [MessagesModule, CredentialsModule],
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
    EventChangesService,
    EventChangesResolver,
    AttendanceRepository,
    AttendanceService,
    AttendanceResolver,
    Credits,
    EntryConsentService,
  ],
  exports: [RegistrationsService],
})
export class RegistrationsModule {}
