import pg from 'pg';

/** How much one college has written in its years. */
export interface CollegeSize {
  readonly events: number;
  readonly registrations: number;
  readonly volunteers: number;
  readonly practices: number;
  readonly offers: number;
}

/** A college of that many events, the rest in proportion: 50,000 events have 200,000 registrations. */
export function sizeFor(events: number): CollegeSize {
  return { events, registrations: events * 4, volunteers: Math.ceil(events / 16), practices: Math.ceil(events / 25), offers: Math.ceil(events / 25) };
}

/** What the college has of its own, by kind and number from 1. */
type Kind = (typeof KINDS)[number];

const KINDS = ['person', 'team', 'volunteer', 'series', 'event', 'registration', 'participation', 'entry', 'question', 'practice', 'offer', 'agreement', 'reading', 'consent'] as const;

/** The uuid of the college's row of that number. */
export function uuidOf(kind: Kind, number: number): string {
  return `${prefixOf(kind)}${number.toString(16).padStart(12, '0')}`;
}

/** Has many registrations, questions and comments, at any size of the college. */
export const WELL_ATTENDED = uuidOf('event', 40);
/** Has sessions of its own. */
export const FORUM = uuidOf('event', 100);
/** Of regular meetings. */
export const SERIES = uuidOf('series', 1);
/** Few events have it. */
export const RARE_WORD = 'плотина';

/**
 * Fills a node's empty database by set-based statements. Triggers sleep meanwhile, so the search words (of titles alone) and the
 * log of changes that they would write are written here; then all is vacuumed, as the server does by itself in time.
 */
export async function fillCollege(url: string, size: CollegeSize): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    for (const statement of statements(size)) await client.query(statement);
    await client.query('COMMIT');
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
}

function prefixOf(kind: Kind): string {
  return `0192000${KINDS.indexOf(kind).toString(16)}-0000-7000-8000-`;
}

/** The same as `uuidOf`, of a number in SQL. */
function idOf(kind: Kind, number: string): string {
  return `('${prefixOf(kind)}' || lpad(to_hex(${number}), 12, '0'))::uuid`;
}

function oneOf(words: readonly string[], number: string): string {
  return `(ARRAY[${words.map((word) => `'${word}'`).join(', ')}])[1 + (${number}) % ${words.length}]`;
}

const CROWD = 300;

function statements({ events, registrations, volunteers, practices, offers }: CollegeSize): string[] {
  // Over five years, four of them past.
  const startOf = (number: string) => `date_trunc('minute', now() - interval '4 years' + (${number}) * interval '5 years' / ${events})`;
  const perEvent = registrations / events;
  const teams = Math.ceil(volunteers / 25);
  const fullName = `${oneOf(['Абрамов', 'Белова', 'Волков', 'Громова', 'Дорофеев', 'Егорова', 'Жуков', 'Зимина'], 'n')} || ' Имя Отчество ' || n`;
  return [
    `INSERT INTO person (id, display_name, role)
     SELECT ${idOf('person', 'n')}, 'Наставник ' || n, 'MENTOR' FROM generate_series(1, ${teams}) AS n`,
    `INSERT INTO team (id, name, mentor_id)
     SELECT ${idOf('team', 'n')}, 'Отряд ' || n, ${idOf('person', 'n')} FROM generate_series(1, ${teams}) AS n`,
    `INSERT INTO volunteer (id, kind, display_name, full_name, folded_name, email, phone, study_group, skills, team_id, mentor_id, joined_at, identity_key)
     SELECT ${idOf('volunteer', 'n')}, 'STUDENT', 'Имя ' || n,
            ${fullName}, folded_name(${fullName}),
            'volunteer' || n || '@college.example', '+7 900 000-00-00', 'ХТ-' || n % 40, ARRAY['первая помощь', 'фотография'],
            ${idOf('team', `1 + n % ${teams}`)}, CASE WHEN n % 3 = 0 THEN ${idOf('person', `1 + n / 3 % ${teams}`)} END, '2022-09-01', 'volunteer ' || n
     FROM generate_series(1, ${volunteers}) AS n`,
    `INSERT INTO event_series (id, rule, first_on, time_zone, starts_at_time, minutes, pattern, made_through)
     VALUES ('${SERIES}', 'FREQ=WEEKLY', '2026-01-01', 'Europe/Samara', '15:00:00', 90, '{}', '2027-01-01')`,
    `INSERT INTO event (
       id, title, summary, description, kind, format, status, audience, starts_at, ends_at, time_zone, venue, capacity, tags, part_of_id, series_id, occurrence_on
     )
     SELECT ${idOf('event', 'n')},
            ${oneOf(['Субботник', 'Донорская акция', 'Урок доброты', 'Разговор на равных', 'Помощь приюту', 'Сбор книг', 'Экологическая тропа'], 'n')} || ' ' || n,
            'Короткий рассказ для тех, кто выбирает, куда пойти ' || n,
            repeat('Подробности для участников: где встречаемся, что взять с собой, кто встретит. ', 5) || CASE WHEN n % 5000 = 77 THEN '${RARE_WORD}' ELSE '' END,
            CASE WHEN n % 100 = 0 THEN 'FORUM' ELSE ${oneOf(['SERVICE', 'MEETING', 'DISCUSSION', 'SEMINAR', 'TRAINING', 'EDUCATIONAL_SESSION'], 'n')} END,
            ${oneOf(['ONSITE', 'ONLINE', 'HYBRID'], 'n / 3')},
            CASE WHEN n % 97 = 0 THEN 'DRAFT' WHEN n % 31 = 0 THEN 'CANCELLED' WHEN ${startOf('n')} < now() THEN 'COMPLETED' ELSE 'PUBLISHED' END,
            ${oneOf(['PUBLIC', 'PUBLIC', 'PUBLIC', 'NETWORK', 'NETWORK', 'COLLEGE'], 'n / 2')},
            ${startOf('n')}, ${startOf('n')} + interval '2 hours', 'Europe/Samara', 'Актовый зал',
            CASE WHEN n % 4 = 0 THEN ${perEvent} END,
            CASE WHEN n % 5000 = 77 THEN ARRAY['редкое'] ELSE ARRAY['тема ' || n % 20] END,
            CASE WHEN n % 100 BETWEEN 1 AND 10 AND n > 100 THEN ${idOf('event', 'n - n % 100')} END,
            CASE WHEN n % ${Math.ceil(events / 50)} = 1 THEN '${SERIES}'::uuid END,
            CASE WHEN n % ${Math.ceil(events / 50)} = 1 THEN '2020-01-01'::date + n END
     FROM generate_series(1, ${events}) AS n`,
    `UPDATE event SET capacity = NULL WHERE id = '${WELL_ATTENDED}'`,
    `INSERT INTO co_host (event_id, college, state, invited_at, answered_at)
     SELECT ${idOf('event', 'n')}, 'bat', CASE WHEN n % 500 = 0 THEN 'INVITED' ELSE 'ACCEPTED' END, now(), CASE WHEN n % 500 <> 0 THEN now() END
     FROM generate_series(50, ${events}, 50) AS n`,
    `INSERT INTO co_host (event_id, college, state, invited_at, answered_at)
     SELECT ${idOf('event', 'n')}, college, 'ACCEPTED', now(), now() FROM generate_series(10, ${events}, 10) AS n CROSS JOIN unnest(ARRAY['hgt', 'kpk']) AS college`,
    registrationsOf(`generate_series(0, ${registrations - 1}) AS r`, '1 + r / ' + String(perEvent), 'r + 1', volunteers),
    registrationsOf(`generate_series(${registrations}, ${registrations + CROWD - 1}) AS r`, '40', 'r + 1', volunteers),
    `UPDATE registration SET status = 'WAITLISTED', minutes = NULL FROM event
     WHERE event.id = registration.event_id AND event.starts_at BETWEEN now() AND now() + interval '30 days' AND registration.queue_number % 10 = 0`,
    `INSERT INTO participation (id, volunteer_id, event_id, status, requested_at, format, seat_asked, event_title, event_starts_at, event_ends_at, event_time_zone, event_status)
     SELECT ${idOf('participation', 'row_number() OVER (ORDER BY registration.queue_number)')}, split_part(volunteer_id, ':', 2)::uuid, 'chhtt:' || event.id,
            CASE WHEN queue_number % 2000 = 5 THEN 'AWAITING_HOME' ELSE registration.status END, registered_at, registration.format, true,
            event.title, event.starts_at, event.ends_at, event.time_zone, event.status
     FROM registration JOIN event ON event.id = registration.event_id
     WHERE starts_with(volunteer_id, 'chhtt:')`,
    // Every fiftieth of them was at a partner's event at the same time.
    `INSERT INTO participation (id, volunteer_id, event_id, status, requested_at, format, seat_asked, event_title, event_starts_at, event_ends_at, event_time_zone, event_status)
     SELECT ${idOf('participation', `${registrations} * 2 + n`)}, volunteer_id, 'bat:' || ${idOf('event', 'n')}, 'ATTENDED', requested_at, format, true,
            'У партнёра', event_starts_at + interval '30 minutes', event_ends_at, event_time_zone, event_status
     FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM participation WHERE status = 'ATTENDED') AS attended
     WHERE n % 50 = 0`,
    `INSERT INTO record_entry (id, participation_id, kind, minutes, recorded_at)
     SELECT ${idOf('entry', 'row_number() OVER (ORDER BY id)')}, id, 'CARRIED_OVER', 90, event_ends_at FROM participation WHERE status = 'ATTENDED'`,
    'INSERT INTO record_overlap (first_id, second_id, at) SELECT found.* FROM volunteer CROSS JOIN LATERAL record_overlaps_of(volunteer.id) AS found',
    `INSERT INTO check_in (registration_id, checked_in_at, settled)
     SELECT id, now(), true FROM registration WHERE status = 'ATTENDED' AND queue_number % 10 = 0`,
    `INSERT INTO consent (id, volunteer_id, purpose, giver, text_version, given_at, agreed_on, document_number, signed_on, recorded_by)
     SELECT ${idOf('consent', 'n')}, ${idOf('volunteer', '1 + n / 2')}, 'NAME_TO_PARTNERS', giver, '2026-09', now(), now()::date,
            CASE giver WHEN 'GUARDIAN' THEN '17' END, CASE giver WHEN 'GUARDIAN' THEN now()::date END, 'chhtt:' || ${idOf('person', '1')}
     FROM (SELECT n, ${oneOf(['VOLUNTEER', 'GUARDIAN'], 'n')} AS giver FROM generate_series(0, ${volunteers * 2 - 1}) AS n) AS given`,
    `INSERT INTO personal_data_read (id, volunteer_id, reader_code, fields, read_at)
     SELECT ${idOf('reading', 'n')}, ${idOf('volunteer', `1 + n % ${volunteers}`)}, 'bat', ARRAY['displayName'], now() - n * interval '1 minute'
     FROM generate_series(1, ${registrations / 8}) AS n`,
    `INSERT INTO remote_place (event_id, college_code, places) SELECT id, 'bat', 1 FROM event WHERE format <> 'ONSITE' AND capacity IS NOT NULL`,
    `INSERT INTO feedback_author (event_id, person_id)
     SELECT event_id, volunteer_id FROM registration WHERE status = 'ATTENDED' AND queue_number % 16 = 0 OR event_id = '${WELL_ATTENDED}'`,
    `INSERT INTO feedback (id, event_id, ten, rating, comment)
     SELECT gen_random_uuid(), event_id, (row_number() OVER (PARTITION BY event_id) - 1) / 10, 5, 'Спасибо' FROM feedback_author`,
    `INSERT INTO question (id, event_id, asked_by, under_own_name, text, votes, hidden, asked_at)
     SELECT ${idOf('question', 'n')}, '${WELL_ATTENDED}', 'bat:' || ${idOf('volunteer', 'n')}, false, 'Вопрос ' || n, n % 30, n % 10 = 0, now()
     FROM generate_series(1, ${CROWD}) AS n
     UNION ALL
     SELECT ${idOf('question', `n + ${CROWD}`)}, ${idOf('event', 'n')}, 'bat:' || ${idOf('volunteer', 'n')}, false, 'Вопрос ' || n, n % 30, false, now()
     FROM generate_series(100, ${events}, 3) AS n`,
    `INSERT INTO question_vote (question_id, voter)
     SELECT question.id, 'bat:' || ${idOf('volunteer', 'v')} FROM question CROSS JOIN generate_series(1, least(votes, 1)) AS v`,
    `INSERT INTO practice (id, title, summary, body, tags, published_at, changed_at, withdrawn_at)
     SELECT ${idOf('practice', 'n')}, 'Практика ' || n, 'Что получилось ' || n, repeat('Как это делалось. ', 50), ARRAY['тема ' || n % 20],
            now() - n * interval '1 hour', now() - n * interval '1 hour', CASE WHEN n % 20 = 0 THEN now() END
     FROM generate_series(1, ${practices}) AS n`,
    `INSERT INTO adoption (practice_id, college_code, adopted_at, adopted_by)
     SELECT ${idOf('practice', 'n')}, college, now(), college || ':' || ${idOf('person', '1')}
     FROM generate_series(1, ${practices}) AS n CROSS JOIN unnest(ARRAY['bat', 'hgt', 'kpk', 'namt']) AS college
     WHERE college <> 'bat' OR n % 10 = 1`,
    `INSERT INTO offer (id, direction, kind, title, details, first_day, last_day, status, posted_at, changed_at)
     SELECT ${idOf('offer', 'n')}, ${oneOf(['OFFERED', 'WANTED'], 'n / 10')}, ${oneOf(['SPEAKER', 'MENTOR', 'EXPERTISE', 'VENUE', 'EQUIPMENT', 'OTHER'], 'n / 2')},
            'Предложение ' || n, repeat('Условия. ', 20), now()::date - 100 + n % 300, now()::date - 70 + n % 300,
            CASE WHEN n % 10 = 0 THEN 'OPEN' ELSE 'CLOSED' END, now() - n * interval '1 hour', now() - n * interval '1 hour'
     FROM generate_series(1, ${offers}) AS n`,
    `INSERT INTO agreement (id, thread, offer_id, partner_offer_id, proposed_here, status, proposed_at, changed_at)
     SELECT ${idOf('agreement', 'n')}, 'chhtt:' || ${idOf('agreement', 'n')}, ${idOf('offer', `1 + n % ${offers}`)}, 'bat:' || ${idOf('offer', 'n')}, true, 'DECLINED',
            now() - n * interval '1 hour', now()
     FROM generate_series(1, ${offers * 4}) AS n`,
    `INSERT INTO search_entry (id, kind, circle, words)
     SELECT id, 'EVENT', event_circle(audience, status),
            to_tsvector('dobroset', concat_ws(' ', lower(title), CASE WHEN tags = '{редкое}' THEN '${RARE_WORD}' END))
     FROM event
     UNION ALL SELECT id, 'PRACTICE', practice_circle(withdrawn_at), to_tsvector('dobroset', lower(title)) FROM practice
     UNION ALL SELECT id, 'OFFER', 'NETWORK', to_tsvector('dobroset', lower(title)) FROM offer WHERE status = 'OPEN'`,
    'INSERT INTO change_mark (mark) SELECT id FROM event ORDER BY changed_at, id',
    `INSERT INTO change_entry (object_id, circle, kind, position, changed_at)
     SELECT change_mark.mark, circle, 'EVENT', position, now()
     FROM change_mark
     JOIN event ON event.id = change_mark.mark
     CROSS JOIN unnest((ARRAY['WORLD', 'PARTNERS', 'NETWORK', 'COLLEGE', 'STAFF'])[
       array_position(ARRAY['WORLD', 'PARTNERS', 'NETWORK', 'COLLEGE', 'STAFF'], event_circle(event.audience, event.status)):
     ]) AS circle`,
  ];
}

/** Half of them are the college's own volunteers', the rest a partner's; whoever was there attended. */
function registrationsOf(rows: string, event: string, number: string, volunteers: number): string {
  return `
    INSERT INTO registration (id, event_id, volunteer_id, status, format, registered_at, minutes)
    SELECT ${idOf('registration', number)}, event.id,
           CASE WHEN r % 2 = 0 THEN 'chhtt:' || ${idOf('volunteer', `1 + (r / 2) % ${volunteers}`)} ELSE 'bat:' || ${idOf('volunteer', number)} END,
           CASE WHEN event.status <> 'COMPLETED' THEN 'CONFIRMED' WHEN r % 10 = 3 THEN 'NO_SHOW' ELSE 'ATTENDED' END,
           'ONSITE', event.starts_at - interval '5 days', CASE WHEN event.status = 'COMPLETED' AND r % 10 <> 3 THEN 90 END
    FROM ${rows} JOIN event ON event.id = ${idOf('event', event)}
    ON CONFLICT ON CONSTRAINT registration_once_per_volunteer DO NOTHING`;
}
