import { CalendarFeedsModule } from './calendar-feeds/calendar-feeds.module.js';
import { ChangesModule } from './changes/changes.module.js';
import { CollegeModule } from './college/college.module.js';
import { ConsentsModule } from './consents/consents.module.js';
import { CredentialsModule } from './credentials/credentials.module.js';
import { EventsModule } from './events/events.module.js';
import { FeedbackModule } from './feedback/feedback.module.js';
import { FiguresModule } from './figures/figures.module.js';
import { MessagesModule } from './messages/messages.module.js';
import { OffersModule } from './offers/offers.module.js';
import { ParticipationsModule } from './participations/participations.module.js';
import { PeopleModule } from './people/people.module.js';
import { PracticesModule } from './practices/practices.module.js';
import { QuestionsModule } from './questions/questions.module.js';
import { ReadersModule } from './readers/readers.module.js';
import { RegistrationsModule } from './registrations/registrations.module.js';
import { SearchModule } from './search/search.module.js';
import { SessionsModule } from './sign-in/sessions/sessions.module.js';
import { ViewerModule } from './viewer/viewer.module.js';
import { VolunteersModule } from './volunteers/volunteers.module.js';

/** What a node is made of, in the order of the contract. */
export const features = [
  CollegeModule,
  PeopleModule,
  VolunteersModule,
  ConsentsModule,
  MessagesModule,
  ParticipationsModule,
  ReadersModule,
  EventsModule,
  RegistrationsModule,
  QuestionsModule,
  FeedbackModule,
  CredentialsModule,
  PracticesModule,
  OffersModule,
  FiguresModule,
  SearchModule,
  ChangesModule,
  SessionsModule,
  ViewerModule,
  CalendarFeedsModule,
] as const;
