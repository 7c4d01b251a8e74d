import { DataSource } from 'typeorm';
import { HeardClient } from '#migrations/heard-client.js';
import type { PostgresOptions } from '#migrations/migrate-in-turn.js';
import { CalendarFeedEntity } from '../calendar-feeds/calendar-feed.entity.js';
import { ChangeEntryEntity } from '../changes/change-entry.entity.js';
import { ChangeMarkEntity } from '../changes/change-mark.entity.js';
import { CollegeEntity } from '../college/college.entity.js';
import { ConsentEntity } from '../consents/consent.entity.js';
import { CredentialEntity } from '../credentials/credential.entity.js';
import { TakenOverRevocationEntity } from '../credentials/taken-over-revocation.entity.js';
import { CoHostEntity } from '../events/co-hosts/co-host.entity.js';
import { EventEntity } from '../events/event.entity.js';
import { ImportedEventEntity } from '../events/imported-event.entity.js';
import { RemotePlaceEntity } from '../events/remote-place.entity.js';
import { EventSeriesEntity } from '../events/series/event-series.entity.js';
import { FeedbackAuthorEntity } from '../feedback/feedback-author.entity.js';
import { FeedbackEntity } from '../feedback/feedback.entity.js';
import { ClosedMonthEntity } from '../figures/closed-month.entity.js';
import { InboxMessageEntity } from '../messages/inbox-message.entity.js';
import { InboxThreadEntity } from '../messages/inbox-thread.entity.js';
import { OutboxMessageEntity } from '../messages/outbox-message.entity.js';
import { OutboxThreadEntity } from '../messages/outbox-thread.entity.js';
import { AgreementEntity } from '../offers/agreements/agreement.entity.js';
import { OfferEntity } from '../offers/offer.entity.js';
import { ParticipationEntity } from '../participations/participation.entity.js';
import { RecordEntryEntity } from '../participations/record/record-entry.entity.js';
import { RecordOverlapEntity } from '../participations/record/record-overlap.entity.js';
import { TakePartKeyEntity } from '../participations/taking-part/take-part-key.entity.js';
import { PersonEntity } from '../people/person.entity.js';
import { TeamEntity } from '../people/team.entity.js';
import { AdoptionEntity } from '../practices/adoption.entity.js';
import { PracticeEntity } from '../practices/practice.entity.js';
import { QuestionVoteEntity } from '../questions/question-vote.entity.js';
import { QuestionEntity } from '../questions/question.entity.js';
import { PersonalDataReadEntity } from '../readers/personal-data-read.entity.js';
import { AttendanceRecordEntity } from '../registrations/attendance/attendance-record.entity.js';
import { CheckInEntity } from '../registrations/check-in/check-in.entity.js';
import { RegistrationEntity } from '../registrations/registration.entity.js';
import { SearchEntryEntity } from '../search/search-entry.entity.js';
import { AccountEntity } from '../sign-in/accounts/account.entity.js';
import { SignInAttemptEntity } from '../sign-in/guessing/sign-in-attempt.entity.js';
import { PartnerClientEntity } from '../sign-in/partners/partner-client.entity.js';
import { ProviderRecordEntity } from '../sign-in/provider/provider-record.entity.js';
import { ImportedVolunteerEntity } from '../volunteers/imported-volunteer.entity.js';
import { VolunteerEntity } from '../volunteers/volunteer.entity.js';
import { People1764000000000 } from './migrations/1764000000000-people.js';
import { Events1764000001000 } from './migrations/1764000001000-events.js';
import { Registrations1764000002000 } from './migrations/1764000002000-registrations.js';
import { ClosedMonths1764000003000 } from './migrations/1764000003000-closed-months.js';
import { Consents1764000004000 } from './migrations/1764000004000-consents.js';
import { Readers1764000005000 } from './migrations/1764000005000-readers.js';
import { SignIn1764000010000 } from './migrations/1764000010000-sign-in.js';
import { Participations1764000011000 } from './migrations/1764000011000-participations.js';
import { Messages1764000012000 } from './migrations/1764000012000-messages.js';
import { TakingPart1764000013000 } from './migrations/1764000013000-taking-part.js';
import { Seats1764000014000 } from './migrations/1764000014000-seats.js';
import { Credentials1764000015000 } from './migrations/1764000015000-credentials.js';
import { BoundsOfTakingPart1764000015500 } from './migrations/1764000015500-bounds-of-taking-part.js';
import { BoundedMessages1764000015600 } from './migrations/1764000015600-bounded-messages.js';
import { EventLife1764000016000 } from './migrations/1764000016000-event-life.js';
import { Clubs1764000017000 } from './migrations/1764000017000-clubs.js';
import { CheckIn1764000018000 } from './migrations/1764000018000-check-in.js';
import { Practices1764000019000 } from './migrations/1764000019000-practices.js';
import { Offers1764000020000 } from './migrations/1764000020000-offers.js';
import { Search1764000021000 } from './migrations/1764000021000-search.js';
import { Changes1764000022000 } from './migrations/1764000022000-changes.js';
import { CalendarFeeds1764000023000 } from './migrations/1764000023000-calendar-feeds.js';
import { Scale1764000024000 } from './migrations/1764000024000-scale.js';
import { WordsOfLists1764000025000 } from './migrations/1764000025000-words-of-lists.js';
import { MarksOfChanges1764000025500 } from './migrations/1764000025500-marks-of-changes.js';
import { KeptPlaces1764000026000 } from './migrations/1764000026000-kept-places.js';
import { CoHostsOfSeries1764000026500 } from './migrations/1764000026500-co-hosts-of-series.js';
import { FleetingVowels1764000027000 } from './migrations/1764000027000-fleeting-vowels.js';
import { FeedbackApart1764000027500 } from './migrations/1764000027500-feedback-apart.js';
import { FewWithWords1764000027700 } from './migrations/1764000027700-few-with-words.js';
import { CorrectedPlaces1764000028000 } from './migrations/1764000028000-corrected-places.js';
import { LoginsAlike1764000029000 } from './migrations/1764000029000-logins-alike.js';
import { NamesThatNobodyNeeds1764000030000 } from './migrations/1764000030000-names-that-nobody-needs.js';
import { MessagesToWhoLeft1764000030100 } from './migrations/1764000030100-messages-to-who-left.js';
import { Overlaps1764000031000 } from './migrations/1764000031000-overlaps.js';
import { FoldedTags1764000031100 } from './migrations/1764000031100-folded-tags.js';
import { ImportedEvents1764000035000 } from './migrations/1764000035000-imported-events.js';
import { QuickerWords1764000036000 } from './migrations/1764000036000-quicker-words.js';
import { NamesSought1764000036500 } from './migrations/1764000036500-names-sought.js';
import { ImportedVolunteers1764000037000 } from './migrations/1764000037000-imported-volunteers.js';
import { FormatsOfPlaces1764000038000 } from './migrations/1764000038000-formats-of-places.js';
import { UntakenEntries1764000039000 } from './migrations/1764000039000-untaken-entries.js';
import { TakenOverRevocations1764000039500 } from './migrations/1764000039500-taken-over-revocations.js';
import { HoursOfRules1764000040000 } from './migrations/1764000040000-hours-of-rules.js';
import { WordsByTheHandful1764000041000 } from './migrations/1764000041000-words-by-the-handful.js';
import { WhoLeftTheStaff1764000042000 } from './migrations/1764000042000-who-left-the-staff.js';
import { ListsByName1764000042100 } from './migrations/1764000042100-lists-by-name.js';
import { NamedAuthors1764000044000 } from './migrations/1764000044000-named-authors.js';
import { RatesOfFew1764000045000 } from './migrations/1764000045000-rates-of-few.js';

/** A connection is kept for those who come in the next minutes: ten new ones at once can take as long as anybody waits for one. */
const IDLE_MILLISECONDS = 300_000;

/** Where nothing is on its way to it, a database whose machine is gone without a word is noticed within half a minute. */
const HEARD_FROM = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

export interface DatabaseOptions {
  /** `postgres://…` */
  readonly url: string;
  /** Connections at most; 10 when not given. */
  readonly poolSize?: number;
  /** Milliseconds after which PostgreSQL cancels a statement; 0 never. 2,000 when not given. */
  readonly statementTimeout?: number;
  /** Milliseconds to wait for a free connection before the caller is refused; 1,000 when not given. */
  readonly acquireTimeout?: number;
}

/** What TypeORM needs to reach a college's database. Nothing but migrations ever changes its tables. */
export function dataSourceOptions(options: DatabaseOptions): PostgresOptions {
  const { url, poolSize = 10, statementTimeout = 2_000, acquireTimeout = 1_000 } = options;
  return {
    type: 'postgres',
    url,
    poolSize,
    connectTimeoutMS: acquireTimeout,
    applicationName: 'dobroset-node',
    extra: { statement_timeout: statementTimeout, idleTimeoutMillis: IDLE_MILLISECONDS, Client: HeardClient, ...HEARD_FROM },
    synchronize: false,
    entities: [
      CollegeEntity,
      PersonEntity,
      TeamEntity,
      VolunteerEntity,
      ConsentEntity,
      PersonalDataReadEntity,
      EventEntity,
      RemotePlaceEntity,
      ImportedEventEntity,
      ImportedVolunteerEntity,
      CoHostEntity,
      EventSeriesEntity,
      RegistrationEntity,
      AttendanceRecordEntity,
      CheckInEntity,
      QuestionEntity,
      QuestionVoteEntity,
      FeedbackEntity,
      FeedbackAuthorEntity,
      CredentialEntity,
      TakenOverRevocationEntity,
      ParticipationEntity,
      TakePartKeyEntity,
      RecordEntryEntity,
      RecordOverlapEntity,
      PracticeEntity,
      AdoptionEntity,
      OfferEntity,
      AgreementEntity,
      OutboxMessageEntity,
      OutboxThreadEntity,
      InboxMessageEntity,
      InboxThreadEntity,
      ClosedMonthEntity,
      SearchEntryEntity,
      ChangeMarkEntity,
      ChangeEntryEntity,
      AccountEntity,
      CalendarFeedEntity,
      PartnerClientEntity,
      ProviderRecordEntity,
      SignInAttemptEntity,
    ],
    migrations: [
      People1764000000000,
      Events1764000001000,
      Registrations1764000002000,
      ClosedMonths1764000003000,
      Consents1764000004000,
      Readers1764000005000,
      SignIn1764000010000,
      Participations1764000011000,
      Messages1764000012000,
      TakingPart1764000013000,
      Seats1764000014000,
      Credentials1764000015000,
      BoundsOfTakingPart1764000015500,
      BoundedMessages1764000015600,
      EventLife1764000016000,
      Clubs1764000017000,
      CheckIn1764000018000,
      Practices1764000019000,
      Offers1764000020000,
      Search1764000021000,
      Changes1764000022000,
      CalendarFeeds1764000023000,
      Scale1764000024000,
      WordsOfLists1764000025000,
      MarksOfChanges1764000025500,
      KeptPlaces1764000026000,
      CoHostsOfSeries1764000026500,
      FleetingVowels1764000027000,
      FeedbackApart1764000027500,
      FewWithWords1764000027700,
      CorrectedPlaces1764000028000,
      LoginsAlike1764000029000,
      NamesThatNobodyNeeds1764000030000,
      MessagesToWhoLeft1764000030100,
      Overlaps1764000031000,
      FoldedTags1764000031100,
      ImportedEvents1764000035000,
      QuickerWords1764000036000,
      NamesSought1764000036500,
      ImportedVolunteers1764000037000,
      FormatsOfPlaces1764000038000,
      UntakenEntries1764000039000,
      TakenOverRevocations1764000039500,
      HoursOfRules1764000040000,
      WordsByTheHandful1764000041000,
      WhoLeftTheStaff1764000042000,
      ListsByName1764000042100,
      NamedAuthors1764000044000,
      RatesOfFew1764000045000,
    ],
    migrationsTableName: 'migration',
  };
}

/** Makes the data source; the caller initialises and destroys it. */
export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource(dataSourceOptions(options));
}
