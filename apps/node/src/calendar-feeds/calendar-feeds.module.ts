import { Module } from '@nestjs/common';
import { AccountsRepository } from '../sign-in/accounts/accounts.repository.js';
import { CalendarFeedsController } from './calendar-feeds.controller.js';
import { CalendarFeedsRepository } from './calendar-feeds.repository.js';
import { CalendarFeedsResolver } from './calendar-feeds.resolver.js';
import { CalendarFeedsService } from './calendar-feeds.service.js';

/** Each person's own calendar. */
@Module({ controllers: [CalendarFeedsController], providers: [AccountsRepository, CalendarFeedsRepository, CalendarFeedsService, CalendarFeedsResolver] })
export class CalendarFeedsModule {}
