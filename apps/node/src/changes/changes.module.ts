import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { ChangesRepository } from './changes.repository.js';
import { ChangesResolver } from './changes.resolver.js';
import { ChangesService } from './changes.service.js';

@Module({
  imports: [EventsModule],
  providers: [ChangesRepository, ChangesService, ChangesResolver],
})
export class ChangesModule {}
