import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { DataSource, MigrationInterface } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '#support/database.js';
import { createDataSource } from './data-source.js';
import { migrate } from './migrate.js';
import { RatesOfFew1764000045000 } from './migrations/1764000045000-rates-of-few.js';
import { Seats1764000014000 } from './migrations/1764000014000-seats.js';
import { WhoLeftTheStaff1764000042000 } from './migrations/1764000042000-who-left-the-staff.js';

describe('the database', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await createDataSource({ url: database.url }).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('is what the entities say', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('is migrated once, however many processes start at once', async () => {
    await dataSource.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
    const [{ count }] = await dataSource.query('SELECT count(*)::int AS count FROM migration');
    expect(count).toBe(dataSource.migrations.length);
    await migrate(database.url);
    expect(await dataSource.showMigrations()).toBe(false);
  });

  it('can be undone', async () => {
    for (let count = dataSource.migrations.length; count > 0; count -= 1) await dataSource.undoLastMigration();
    const tables = await dataSource.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
    expect(tables).toEqual([{ tablename: 'migration' }]);
    await migrate(database.url);
  });

  const insert = (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row);
    return dataSource.query(
      `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((_, index) => `$${index + 1}`).join()})`,
      Object.values(row),
    );
  };
  const eventId = uuid();
  const anyEvent = {
    id: eventId,
    title: 'Событие',
    kind: 'SERVICE',
    format: 'ONSITE',
    status: 'PUBLISHED',
    audience: 'PUBLIC',
    starts_at: '2026-04-18T06:00:00Z',
    ends_at: '2026-04-18T08:00:00Z',
    time_zone: 'Europe/Samara',
    import_key: 'x',
  };
  const seriesId = uuid();
  const anySeries = {
    id: seriesId,
    rule: 'FREQ=WEEKLY',
    first_on: '2026-04-18',
    time_zone: 'Europe/Samara',
    starts_at_time: '10:00:00',
    minutes: 120,
    pattern: {},
    made_through: '2026-04-18',
  };
  const ofSeries = { ...anyEvent, id: uuid(), import_key: 'series', series_id: seriesId, occurrence_on: '2026-04-18' };
  const anyCoHost = { event_id: eventId, college: 'bat', state: 'INVITED', invited_at: '2026-04-01T06:00:00Z' };
  const anyRegistration = {
    id: uuid(),
    event_id: eventId,
    volunteer_id: `bat:${uuid()}`,
    status: 'CONFIRMED',
    format: 'ONSITE',
    registered_at: '2026-04-01T06:00:00Z',
  };
  const smallEvent = { ...anyEvent, id: uuid(), import_key: 'small', capacity: 1 };
  const participationId = `bat:${uuid()}`;
  const anyAttendance = { recorded_by: `chhtt:${uuid()}`, idempotency_key: '1', registration_id: anyRegistration.id, attended: true, recorded_at: new Date() };
  const anyVolunteer = {
    id: uuid(),
    kind: 'STUDENT',
    display_name: 'Анна К.',
    full_name: 'Кузнецова Анна',
    joined_at: '2025-09-01',
    identity_key: 'кузнецова анна|',
  };

  const anyConsent = {
    id: uuid(),
    volunteer_id: anyVolunteer.id,
    purpose: 'NAME_TO_PARTNERS',
    giver: 'VOLUNTEER',
    text_version: '2026-09',
    given_at: '2026-09-01T06:00:00Z',
    agreed_on: '2026-09-01',
    recorded_by: `chhtt:${anyVolunteer.id}`,
  };
  const anyRead = { id: uuid(), volunteer_id: anyVolunteer.id, reader_code: 'bat', fields: ['displayName'], read_at: '2026-09-01T06:00:00Z' };
  const anyParticipation = {
    id: uuid(),
    volunteer_id: anyVolunteer.id,
    event_id: `bat:${eventId}`,
    status: 'CONFIRMED',
    requested_at: '2026-09-01T06:00:00Z',
  };
  const anyLetter = { id: uuid(), thread: `chhtt:${anyVolunteer.id}`, sequence: 1, kind: 'SEAT_WITHDRAWN', content: {} };
  const anySent = { ...anyLetter, receiver: 'bat', created_at: '2026-09-01T06:00:00Z' };
  const anyReceived = { ...anyLetter, sender: 'bat', received_at: '2026-09-01T06:00:00Z' };
  const paper = { document_number: '17-с', signed_on: '2026-09-01' };
  const personId = uuid();
  const anyAccount = { id: uuid(), login: 'irina', person_id: personId, password_hash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA' };

  it('takes what is right', async () => {
    await insert('person', { id: personId, display_name: 'Ирина П.', role: 'CURATOR' });
    await insert('account', anyAccount);
    await insert('event', anyEvent);
    await insert('event_series', anySeries);
    await insert('event', ofSeries);
    await insert('co_host', anyCoHost);
    await insert('registration', anyRegistration);
    await insert('event', smallEvent);
    await insert('registration', { ...anyRegistration, id: uuid(), event_id: smallEvent.id, participation_id: participationId });
    await insert('registration', { ...anyRegistration, id: uuid(), event_id: smallEvent.id, volunteer_id: `bat:${uuid()}`, status: 'WAITLISTED', queue_number: 1_000_000 });
    await insert('attendance_record', anyAttendance);
    await insert('volunteer', anyVolunteer);
    await insert('consent', anyConsent);
    await insert('consent', { ...anyConsent, ...paper, id: uuid(), giver: 'GUARDIAN', withdrawn_at: '2026-09-01T06:00:00Z' });
    await insert('personal_data_read', anyRead);
    await insert('participation', anyParticipation);
    await insert('participation', { ...anyParticipation, id: uuid(), event_id: `hgt:${eventId}`, status: 'AWAITING_HOME' });
    await insert('outbox_message', anySent);
    await insert('inbox_message', anyReceived);
    await insert('college', { code: 'chhtt', time_zone: 'Europe/Samara' });
  });

  it.each([
    ['event_ends_after_it_starts', 'event', { ...anyEvent, id: uuid(), ends_at: anyEvent.starts_at }],
    ['event_kind_known', 'event', { ...anyEvent, id: uuid(), kind: 'PARTY' }],
    ['event_format_known', 'event', { ...anyEvent, id: uuid(), format: 'SOMEHOW' }],
    ['event_status_known', 'event', { ...anyEvent, id: uuid(), status: 'LOST' }],
    ['event_audience_known', 'event', { ...anyEvent, id: uuid(), audience: 'ALL' }],
    ['event_capacity_positive', 'event', { ...anyEvent, id: uuid(), capacity: 0 }],
    ['event_imported_once', 'event', { ...anyEvent, id: uuid() }],
    ['event_part_of_exists', 'event', { ...anyEvent, id: uuid(), import_key: 'y', part_of_id: uuid() }],
    ['event_not_part_of_itself', 'event', { ...anyEvent, ...anEventThatIsItsOwnWhole() }],
    ['event_series_exists', 'event', { ...ofSeries, id: uuid(), import_key: 'y', series_id: uuid() }],
    ['event_once_per_day_of_series', 'event', { ...ofSeries, id: uuid(), import_key: 'y' }],
    ['event_day_of_series', 'event', { ...ofSeries, id: uuid(), import_key: 'y', series_id: null }],
    ['event_series_time_form', 'event_series', { ...anySeries, id: uuid(), starts_at_time: '24:00:00' }],
    ['event_series_first_time_form', 'event_series', { ...anySeries, id: uuid(), first_at_time: '9:00:00' }],
    ['event_series_minutes_positive', 'event_series', { ...anySeries, id: uuid(), minutes: 0 }],
    ['co_host_pkey', 'co_host', anyCoHost],
    ['co_host_event_exists', 'co_host', { ...anyCoHost, event_id: uuid() }],
    ['co_host_college_code', 'co_host', { ...anyCoHost, college: 'БАТ' }],
    ['co_host_state_known', 'co_host', { ...anyCoHost, college: 'hgt', state: 'MAYBE', answered_at: new Date() }],
    ['co_host_answered', 'co_host', { ...anyCoHost, college: 'hgt', state: 'ACCEPTED' }],
    ['registration_once_per_volunteer', 'registration', { ...anyRegistration, id: uuid() }],
    ['registration_event_exists', 'registration', { ...anyRegistration, id: uuid(), event_id: uuid() }],
    ['registration_volunteer_is_global_id', 'registration', { ...anyRegistration, id: uuid(), volunteer_id: uuid() }],
    ['registration_minutes_of_attended', 'registration', { ...anyRegistration, id: uuid(), minutes: 60 }],
    ['registration_within_capacity', 'registration', { ...anyRegistration, id: uuid(), event_id: smallEvent.id, volunteer_id: `hgt:${uuid()}` }],
    ['registration_queue_number_once', 'registration', { ...anyRegistration, id: uuid(), event_id: smallEvent.id, volunteer_id: `hgt:${uuid()}`, status: 'DECLINED', queue_number: 1_000_000 }],
    ['registration_participation_once', 'registration', { ...anyRegistration, id: uuid(), volunteer_id: `hgt:${uuid()}`, participation_id: participationId }],
    ['registration_participation_is_global_id', 'registration', { ...anyRegistration, id: uuid(), volunteer_id: `hgt:${uuid()}`, participation_id: uuid() }],
    ['registration_volunteer_kind_known', 'registration', { ...anyRegistration, id: uuid(), volunteer_id: `hgt:${uuid()}`, volunteer_kind: 'GUEST' }],
    ['registration_credential_of_attended', 'registration', { ...anyRegistration, id: uuid(), volunteer_id: `hgt:${uuid()}`, credential_id: uuid() }],
    ['attendance_record_pkey', 'attendance_record', { ...anyAttendance, attended: false }],
    ['attendance_record_registration_exists', 'attendance_record', { ...anyAttendance, idempotency_key: '2', registration_id: uuid() }],
    ['volunteer_entered_once', 'volunteer', { ...anyVolunteer, id: uuid() }],
    ['volunteer_team_exists', 'volunteer', { ...anyVolunteer, id: uuid(), identity_key: 'z', team_id: uuid() }],
    ['consent_volunteer_exists', 'consent', { ...anyConsent, id: uuid(), volunteer_id: uuid() }],
    ['consent_purpose_known', 'consent', { ...anyConsent, id: uuid(), purpose: 'ALL' }],
    ['consent_giver_known', 'consent', { ...anyConsent, id: uuid(), giver: 'CURATOR' }],
    ['consent_guardian_signs', 'consent', { ...anyConsent, id: uuid(), giver: 'GUARDIAN' }],
    ['consent_document_whole', 'consent', { ...anyConsent, id: uuid(), signed_on: '2026-09-01' }],
    ['consent_document_number_given', 'consent', { ...anyConsent, ...paper, id: uuid(), document_number: ' ' }],
    ['consent_withdrawn_after_given', 'consent', { ...anyConsent, id: uuid(), withdrawn_at: '2026-08-31T06:00:00Z' }],
    ['personal_data_read_volunteer_exists', 'personal_data_read', { ...anyRead, id: uuid(), volunteer_id: uuid() }],
    ['personal_data_read_reader_form', 'personal_data_read', { ...anyRead, id: uuid(), reader_code: 'БАТ' }],
    ['personal_data_read_of_something', 'personal_data_read', { ...anyRead, id: uuid(), fields: [] }],
    ['participation_once_per_event', 'participation', { ...anyParticipation, id: uuid(), status: 'CANCELLED' }],
    ['participation_volunteer_exists', 'participation', { ...anyParticipation, id: uuid(), volunteer_id: uuid() }],
    ['participation_status_known', 'participation', { ...anyParticipation, id: uuid(), event_id: `hgt:${uuid()}`, status: 'MAYBE' }],
    ['participation_event_is_global_id', 'participation', { ...anyParticipation, id: uuid(), event_id: uuid() }],
    ['outbox_message_in_order', 'outbox_message', { ...anySent, id: uuid() }],
    ['outbox_message_sequence_from_one', 'outbox_message', { ...anySent, id: uuid(), sequence: 0 }],
    ['outbox_message_emptied_once_done', 'outbox_message', { ...anySent, id: uuid(), sequence: 2, delivered_at: new Date() }],
    ['outbox_message_emptied_once_done', 'outbox_message', { ...anySent, id: uuid(), sequence: 2, refused_at: new Date() }],
    ['outbox_message_emptied_once_done', 'outbox_message', { ...anySent, id: uuid(), sequence: 2, content: null, refused_at: new Date(), next_sequence: 3 }],
    ['outbox_message_next_sequence_when_refused', 'outbox_message', { ...anySent, id: uuid(), sequence: 2, next_sequence: 3 }],
    ['outbox_message_receiver_left_for_good', 'outbox_message', { ...anySent, id: uuid(), sequence: 2, receiver_left: true }],
    ['outbox_message_one_outcome', 'outbox_message', { ...anySent, id: uuid(), sequence: 2, content: null, delivered_at: new Date(), refused_at: new Date() }],
    ['inbox_message_pkey', 'inbox_message', { ...anyReceived, sequence: 2 }],
    ['inbox_message_in_order', 'inbox_message', { ...anyReceived, id: uuid() }],
    ['inbox_message_sequence_from_one', 'inbox_message', { ...anyReceived, id: uuid(), sequence: 0 }],
    ['inbox_message_emptied_once_done', 'inbox_message', { ...anyReceived, id: uuid(), sequence: 2, applied_at: new Date() }],
    ['inbox_message_emptied_once_done', 'inbox_message', { ...anyReceived, id: uuid(), sequence: 2, refused_at: new Date(), problem: 'x' }],
    ['inbox_message_refused_with_problem', 'inbox_message', { ...anyReceived, id: uuid(), sequence: 2, content: null, refused_at: new Date() }],
    ['inbox_message_one_outcome', 'inbox_message', { ...anyReceived, id: uuid(), sequence: 2, content: null, applied_at: new Date(), refused_at: new Date(), problem: 'x' }],
    ['college_only_one', 'college', { code: 'bat', time_zone: 'Europe/Samara' }],
    ['imported_event_exists', 'imported_event', { event_id: uuid(), marks: {} }],
    ['imported_volunteer_exists', 'imported_volunteer', { volunteer_id: uuid(), marks: {} }],
    ['remote_place_positive', 'remote_place', { event_id: eventId, college_code: 'bat', places: 0 }],
    ['person_left_unnamed', 'person', { id: uuid(), display_name: 'Ольга С.', role: 'CURATOR', publish_name: true, left_at: new Date() }],
    ['account_login_once', 'account', { ...anyAccount, id: uuid() }],
    ['account_login_form', 'account', { ...anyAccount, id: uuid(), login: 'Irina' }],
    ['account_once_per_person', 'account', { ...anyAccount, id: uuid(), login: 'other' }],
    ['account_of_one', 'account', { ...anyAccount, id: uuid(), login: 'other', person_id: null }],
    ['account_proves_somehow', 'account', { ...anyAccount, id: uuid(), login: 'other', password_hash: null }],
    ['account_password_hashed', 'account', { ...anyAccount, id: uuid(), login: 'other', password_hash: 'plain' }],
    ['closed_month_form', 'closed_month', { month: '2026-13', since: '2026-12', measure: 'EVENTS', people: [], closed_at: new Date() }],
  ])('keeps the rule %s', async (constraint, table, row) => {
    await expect(insert(table, row)).rejects.toMatchObject({ driverError: { constraint } });
  });

  it('counts each change that a calendar must know, and no other', async () => {
    const event = { ...anyEvent, id: uuid(), import_key: 'counted' };
    await insert('event', event);
    const sequenceAfter = async (change: string): Promise<number> => {
      await dataSource.query(`UPDATE event SET ${change} WHERE id = $1`, [event.id]);
      return (await dataSource.query('SELECT sequence FROM event WHERE id = $1', [event.id]))[0].sequence;
    };
    expect(await sequenceAfter(`title = 'Иначе'`)).toBe(1);
    expect(await sequenceAfter(`title = 'Иначе'`)).toBe(1);
    expect(await sequenceAfter(`tags = '{река}'`)).toBe(1);
    expect(await sequenceAfter(`ends_at = ends_at + interval '1 hour'`)).toBe(2);
    expect(await sequenceAfter(`venue = 'Двор'`)).toBe(3);
    expect(await sequenceAfter(`status = 'CANCELLED', meeting_url = NULL`)).toBe(4);
  });

  it('co-hosts are the colleges that accepted', async () => {
    const coHosts = async (): Promise<unknown> => (await dataSource.query('SELECT co_host_codes FROM event WHERE id = $1', [eventId]))[0].co_host_codes;
    expect(await coHosts()).toEqual([]);
    await insert('co_host', { ...anyCoHost, college: 'kpk', state: 'ACCEPTED', answered_at: new Date() });
    await dataSource.query(`UPDATE co_host SET state = 'ACCEPTED', answered_at = now() WHERE event_id = $1 AND college = 'bat'`, [eventId]);
    expect(await coHosts()).toEqual(['bat', 'kpk']);
    await dataSource.query(`UPDATE co_host SET state = 'DECLINED' WHERE event_id = $1 AND college = 'bat'`, [eventId]);
    expect(await coHosts()).toEqual(['kpk']);
    await dataSource.query(`DELETE FROM co_host WHERE event_id = $1`, [eventId]);
    expect(await coHosts()).toEqual([]);
  });

  it.each([
    ['event_keeps_what_there_is', `INSERT INTO remote_place (event_id, college_code, places) VALUES ($1, 'bat', 1), ($1, 'hgt', 1000)`],
    ['event_keeps_what_there_is', `INSERT INTO remote_place (event_id, college_code, places) VALUES ($1, 'kpk', 1); UPDATE remote_place SET places = 1000 WHERE event_id = $1`],
    ['event_keeps_what_there_is', `UPDATE event SET capacity = 9 WHERE id = $1; INSERT INTO remote_place (event_id, college_code, places) VALUES ($1, 'kpk', 9); UPDATE event SET capacity = 8 WHERE id = $1`],
    ['registration_within_capacity', `UPDATE registration SET status = 'CONFIRMED' WHERE event_id = $1 AND status = 'WAITLISTED'`],
    ['event_capacity_not_below_taken', `UPDATE event SET capacity = 2 WHERE id = $1; UPDATE registration SET status = 'ATTENDED' WHERE event_id = $1; UPDATE event SET capacity = 1 WHERE id = $1`],
  ])('keeps the rule %s whoever writes', async (constraint, sql) => {
    const statements = sql.replaceAll('$1', `'${smallEvent.id}'`);
    await expect(dataSource.query(statements)).rejects.toMatchObject({ driverError: { constraint } });
  });

  it('lets who had a place and is corrected to have come be over the capacity, and nobody else', async () => {
    const event = { ...anyEvent, id: uuid(), import_key: 'corrected', capacity: 2 };
    await insert('event', event);
    for (const status of ['NO_SHOW', 'NO_SHOW']) await insert('registration', { ...anyRegistration, id: uuid(), event_id: event.id, volunteer_id: `bat:${uuid()}`, status });
    await dataSource.query('UPDATE event SET capacity = 1 WHERE id = $1', [event.id]);
    await expect(dataSource.query(`UPDATE registration SET status = 'CONFIRMED' WHERE event_id = $1`, [event.id])).rejects.toMatchObject({
      driverError: { constraint: 'registration_within_capacity' },
    });
    await dataSource.query(`UPDATE registration SET status = 'ATTENDED' WHERE event_id = $1`, [event.id]);
  });

  it('gives the last place once, however many connections write at once', async () => {
    const event = { ...anyEvent, id: uuid(), import_key: 'last place', capacity: 1 };
    await insert('event', event);
    const writes = Array.from({ length: 30 }, () => insert('registration', { ...anyRegistration, id: uuid(), event_id: event.id, volunteer_id: `bat:${uuid()}` }));
    const outcomes = await Promise.allSettled(writes);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [{ count }] = await dataSource.query('SELECT count(*)::int AS count FROM registration WHERE event_id = $1', [event.id]);
    expect(count).toBe(1);
  });

  const migrateAgainFrom = async (first: new () => MigrationInterface): Promise<void> => {
    const after = dataSource.migrations.findIndex((migration) => migration instanceof first);
    for (let count = dataSource.migrations.length; count > after; count -= 1) await dataSource.undoLastMigration();
    await migrate(database.url);
  };

  it('knows who had left the staff before', async () => {
    const [disabled, goneOn, staying, withoutAccount] = ['Ольга С.', 'Игорь Л.', 'Нина К.', 'Лев Н.'].map((name) => ({ id: uuid(), display_name: name, role: 'CURATOR', publish_name: true }));
    const { password_hash } = anyAccount;
    for (const person of [disabled, goneOn, staying, withoutAccount]) if (person) await insert('person', person);
    await insert('account', { id: uuid(), login: 'olga', person_id: disabled?.id, password_hash, disabled_at: '2026-09-01T06:00:00Z' });
    await insert('account', { id: uuid(), login: 'nina', person_id: staying?.id, password_hash });
    await insert('volunteer', { ...anyVolunteer, id: goneOn?.id, person_id: goneOn?.id, kind: 'STAFF', identity_key: 'игорь' });
    await insert('account', { id: uuid(), login: 'igor', volunteer_id: goneOn?.id, password_hash });
    await migrateAgainFrom(WhoLeftTheStaff1764000042000);
    const rows = await dataSource.query('SELECT display_name AS name, left_at IS NOT NULL AS gone, publish_name AS named FROM person WHERE id = ANY($1) ORDER BY id', [[disabled, goneOn, staying, withoutAccount].map((person) => person?.id)]);
    expect(rows).toEqual([
      { name: 'Ольга С.', gone: true, named: false },
      { name: 'Игорь Л.', gone: true, named: false },
      { name: 'Нина К.', gone: false, named: true },
      { name: 'Лев Н.', gone: false, named: true },
    ]);
  });

  it('row 33: an attendance that was told of one to nine people is hidden, with what stands beside it', async () => {
    const closed = (month: string, measure: string, people: number, amount = people) => ({ month, since: '2025-09', measure, amount, people: Array.from({ length: people }, () => `bat:${uuid()}`), closed_at: new Date() });
    const rows = [closed('2025-10', 'ATTENDED', 30), closed('2025-10', 'NO_SHOW', 9), closed('2025-11', 'ATTENDED', 10), closed('2025-11', 'NO_SHOW', 0), closed('2025-12', 'MINUTES', 9)];
    for (const row of rows) await insert('closed_month', row);
    await migrateAgainFrom(RatesOfFew1764000045000);
    const after = await dataSource.query('SELECT month, since, measure, amount, cardinality(people) AS people FROM closed_month ORDER BY month, measure');
    expect(after).toEqual([
      { month: '2025-10', since: '2025-10', measure: 'ATTENDED', amount: null, people: 30 },
      { month: '2025-10', since: '2025-10', measure: 'NO_SHOW', amount: null, people: 9 },
      { month: '2025-11', since: '2025-09', measure: 'ATTENDED', amount: 10, people: 10 },
      { month: '2025-11', since: '2025-09', measure: 'NO_SHOW', amount: 0, people: 0 },
      { month: '2025-12', since: '2025-09', measure: 'MINUTES', amount: 9, people: 9 },
    ]);
  });

  it('registrations from before have their places in the queue by time', async () => {
    const event = { ...anyEvent, id: uuid(), import_key: 'before' };
    await insert('event', event);
    const late = { ...anyRegistration, id: uuid(), event_id: event.id, volunteer_id: `bat:${uuid()}`, registered_at: '2026-04-02T06:00:00Z' };
    const early = { ...late, id: uuid(), volunteer_id: `bat:${uuid()}`, registered_at: '2026-04-01T06:00:00Z' };
    await insert('registration', late);
    await insert('registration', early);
    await migrateAgainFrom(Seats1764000014000);
    const inOrder = await dataSource.query('SELECT id FROM registration WHERE event_id = $1 ORDER BY queue_number', [event.id]);
    expect(inOrder).toEqual([{ id: early.id }, { id: late.id }]);
    const next = { ...late, id: uuid(), volunteer_id: `bat:${uuid()}`, registered_at: '2026-03-01T06:00:00Z' };
    await insert('registration', next);
    expect((await dataSource.query('SELECT id FROM registration WHERE event_id = $1 ORDER BY queue_number DESC LIMIT 1', [event.id]))[0].id).toBe(next.id);
  });
});

function anEventThatIsItsOwnWhole(): { id: string; part_of_id: string } {
  const id = uuid();
  return { id, part_of_id: id };
}
