import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { globalId } from '#contract/ids.js';
import { migrate } from '#node/database/migrate.js';
import { type TestDatabase, createTestDatabase } from '#support/database.js';
import { demoColleges } from './colleges.js';
import { demoPeople } from './demo-people.js';
import { seedCollege } from './seed-college.js';

const NOW = new Date('2026-11-24T17:00:00Z');

describe('a college of the demonstration', () => {
  const databases = new Map<string, TestDatabase>();

  beforeAll(async () => {
    for (const { code } of demoColleges) {
      const database = await createTestDatabase();
      databases.set(code, database);
      await seedCollege({ databaseUrl: database.url, college: code, now: NOW });
    }
  });

  afterAll(async () => {
    for (const database of databases.values()) await database.drop();
  });

  async function rows<Row extends pg.QueryResultRow>(college: string, sql: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: databases.get(college)?.url });
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  it.each(demoColleges)('$code has a past and a future, people of its own and of others', async ({ code, timeZone }) => {
    const events = await rows<{ status: string; isPast: boolean }>(code, `SELECT DISTINCT status, ends_at <= '${NOW.toISOString()}' AS "isPast" FROM event`);
    expect(new Set(events.map(({ status, isPast }) => `${status} ${isPast}`))).toEqual(
      new Set(['COMPLETED true', 'PUBLISHED false', 'DRAFT false', 'CANCELLED false']),
    );
    const hours = await rows<{ hour: number }>(code, 'SELECT DISTINCT extract(hour FROM starts_at AT TIME ZONE time_zone)::int AS hour FROM event');
    for (const { hour } of hours) expect(hour).toBeGreaterThanOrEqual(7);
    expect(await rows(code, 'SELECT code, time_zone FROM college')).toEqual([{ code, time_zone: timeZone }]);
    expect(await rows(code, 'SELECT 1 FROM volunteer WHERE NOT invented')).toEqual([]);
    const names = await rows<{ name: string }>(code, 'SELECT display_name AS name FROM volunteer UNION ALL SELECT display_name FROM person');
    expect(names.filter(({ name }) => !/ \(вымышлена?\)$/.test(name))).toEqual([]);
    expect(await rows(code, 'SELECT count(DISTINCT full_name)::int AS names FROM volunteer')).toEqual([{ names: 40 }]);
    const statuses = await rows<{ status: string }>(code, 'SELECT DISTINCT status FROM registration');
    expect(statuses.map(({ status }) => status)).toEqual(expect.arrayContaining(['CONFIRMED', 'WAITLISTED', 'CANCELLED', 'ATTENDED', 'NO_SHOW']));
  });

  it.each(demoColleges)('$code keeps to its capacities and to the order of things', async ({ code }) => {
    expect(
      await rows(code, `SELECT title FROM event JOIN registration ON event_id = event.id AND registration.status IN ('CONFIRMED', 'ATTENDED')
        GROUP BY event.id HAVING count(*) > capacity`),
    ).toEqual([]);
    expect(await rows(code, 'SELECT 1 FROM registration JOIN event ON event.id = event_id WHERE registered_at >= starts_at OR minutes > extract(epoch FROM ends_at - starts_at) / 60')).toEqual([]);
    expect(await rows(code, `SELECT 1 FROM registration JOIN event ON event.id = event_id WHERE event.status = 'DRAFT' OR registered_at > '${NOW.toISOString()}'`)).toEqual([]);
    expect(await rows(code, `SELECT 1 FROM registration JOIN volunteer ON volunteer_id = '${code}:' || volunteer.id WHERE joined_at > registered_at`)).toEqual([]);
    expect(await rows(code, "SELECT 1 FROM registration JOIN event ON event.id = event_id WHERE audience = 'COLLEGE' AND NOT starts_with(volunteer_id, '" + code + ":')")).toEqual([]);
  });

  it.each(demoColleges)('$code has consents, a guardian’s paper with nearly every minor’s, and none from the future', async ({ code }) => {
    const [counts] = await rows<{ own: number; minors: number; papers: number }>(
      code,
      `SELECT (count(*) FILTER (WHERE giver = 'VOLUNTEER'))::int AS own,
              (count(*) FILTER (WHERE giver = 'VOLUNTEER' AND birth_date + interval '18 years' > agreed_on))::int AS minors,
              (count(*) FILTER (WHERE giver = 'GUARDIAN' AND birth_date + interval '18 years' > signed_on))::int AS papers
       FROM consent JOIN volunteer ON volunteer.id = volunteer_id WHERE purpose = 'NAME_TO_PARTNERS'`,
    );
    expect(counts?.own).toBe(14);
    expect(counts?.papers).toBeGreaterThan(0);
    expect(counts?.papers).toBeLessThan(counts?.minors ?? 0);
    expect(await rows(code, `SELECT 1 FROM consent WHERE given_at > '${NOW.toISOString()}' OR giver = 'GUARDIAN' AND document_number IS NULL`)).toEqual([]);
  });

  it('knows volunteers of other colleges by ids that those colleges have', async () => {
    const known = new Set<string>();
    for (const { code } of demoColleges) {
      for (const { id } of await rows<{ id: string }>(code, 'SELECT id FROM volunteer')) known.add(globalId(code, id));
    }
    for (const { code } of demoColleges) {
      const guests = await rows<{ id: string }>(code, `SELECT DISTINCT volunteer_id AS id FROM registration WHERE NOT starts_with(volunteer_id, '${code}:')`);
      expect(guests.length).toBeGreaterThan(40);
      expect(guests.filter(({ id }) => !known.has(id))).toEqual([]);
    }
  });

  it('has at home of every volunteer what the hosts have', async () => {
    const atHosts: unknown[] = [];
    const atHomes: unknown[] = [];
    for (const { code } of demoColleges) {
      atHosts.push(...(await rows(code, `SELECT volunteer_id AS volunteer, '${code}:' || event_id AS event, status, registered_at AS at, entry_agreed FROM registration`)));
      atHomes.push(...(await rows(code, `SELECT '${code}:' || volunteer_id AS volunteer, event_id AS event, status, requested_at AS at, entry_agreed FROM participation`)));
    }
    const sorted = (all: unknown[]) => all.map((row) => JSON.stringify(row)).toSorted();
    expect(atHomes.length).toBeGreaterThan(3_000);
    expect(sorted(atHomes)).toEqual(sorted(atHosts));
  });

  it.each(demoColleges)('$code has told hosts of entries what its consents say, so that it has nothing to tell once it starts', async ({ code }) => {
    const given = (giver: string) => `EXISTS (SELECT FROM consent WHERE volunteer_id = volunteer.id AND purpose = 'CREDENTIAL_ISSUE' AND giver = '${giver}')`;
    const isMinor = `volunteer.kind = 'STUDENT' AND birth_date + interval '18 years' > '${NOW.toISOString()}'`;
    const agreed = await rows<{ told: boolean; says: boolean }>(
      code,
      `SELECT DISTINCT volunteer.id, entry_agreed AS told, ${given('VOLUNTEER')} AND (NOT (${isMinor}) OR ${given('GUARDIAN')}) AS says
       FROM participation JOIN volunteer ON volunteer.id = volunteer_id`,
    );
    expect(new Set(agreed.map(({ told }) => told))).toEqual(new Set([true, false]));
    expect(agreed.filter(({ told, says }) => told !== says)).toEqual([]);
  });

  it.each(demoColleges)('$code has guests whose contacts it may see, minors with a guardian’s paper among them, and others', async ({ code: host }) => {
    const guests: { consented: boolean; onPaper: boolean }[] = [];
    for (const { code } of demoColleges.filter((home) => home.code !== host)) {
      const given = (giver: string) => `EXISTS (SELECT FROM consent WHERE volunteer_id = volunteer.id AND purpose = 'CONTACTS_TO_HOST' AND giver = '${giver}')`;
      guests.push(
        ...(await rows<{ consented: boolean; onPaper: boolean }>(
          code,
          `SELECT ${given('VOLUNTEER')} AS consented, ${given('GUARDIAN')} AS "onPaper" FROM volunteer WHERE email IS NOT NULL
             AND EXISTS (SELECT FROM participation WHERE volunteer_id = volunteer.id AND starts_with(event_id, '${host}:') AND status IN ('CONFIRMED', 'ATTENDED'))`,
        )),
      );
    }
    expect(guests.filter(({ onPaper }) => onPaper).length).toBeGreaterThan(3);
    expect(guests.filter(({ consented }) => !consented).length).toBeGreaterThan(3);
  });

  it.each(demoColleges)('$code has the people that one may be, and the volunteer takes part at home and elsewhere', async ({ code }) => {
    const people = demoPeople(code);
    const [curator, volunteer] = ['CURATOR' as const, 'VOLUNTEER' as const].map((role) => people.find(({ roles }) => roles.includes(role)));
    expect(await rows(code, "SELECT id FROM person WHERE role = 'CURATOR' ORDER BY id LIMIT 1")).toEqual([
      { id: curator?.id.split(':')[1] },
    ]);
    expect(await rows(code, 'SELECT id FROM volunteer ORDER BY id LIMIT 1')).toEqual([
      { id: volunteer?.id.split(':')[1] },
    ]);
    for (const host of new Set([code, 'chhtt'])) {
      expect(await rows(host, `SELECT 1 FROM registration WHERE volunteer_id = '${volunteer?.id}'`)).not.toEqual([]);
    }
  });

  it.each(demoColleges)('$code has record books, and the volunteer whom one may be can take part in something to come', async ({ code }) => {
    const volunteer = demoPeople(code).find(({ roles }) => roles.includes('VOLUNTEER'));
    const uuid = volunteer?.id.split(':')[1];
    const [book] = await rows<{ minutes: number }>(code, `SELECT sum(minutes)::int AS minutes FROM record_entry JOIN participation ON participation.id = participation_id WHERE volunteer_id = '${uuid}'`);
    expect(book?.minutes).toBeGreaterThan(0);
    expect(await rows(code, `SELECT 1 FROM participation WHERE status = 'ATTENDED' AND NOT EXISTS (SELECT FROM record_entry WHERE participation_id = participation.id)`)).toEqual([]);
    // A minor's needs both words; that they are all there is what is in force on any day.
    const words = await rows<{ giver: string }>(code, `SELECT giver FROM consent WHERE volunteer_id = '${uuid}' AND purpose = 'CREDENTIAL_ISSUE' ORDER BY giver`);
    const [{ minor } = { minor: true }] = await rows<{ minor: boolean }>(code, `SELECT birth_date + interval '18 years' > '${NOW.toISOString()}' AS minor FROM volunteer WHERE id = '${uuid}'`);
    expect(words.map(({ giver }) => giver)).toEqual(expect.arrayContaining(minor ? ['GUARDIAN', 'VOLUNTEER'] : ['VOLUNTEER']));
    for (const host of new Set([code, 'chhtt'])) {
      const open = await rows(
        host,
        `SELECT title FROM event WHERE status = 'PUBLISHED' AND starts_at > '${NOW.toISOString()}' AND audience <> 'COLLEGE'
           AND NOT EXISTS (SELECT FROM registration WHERE event_id = event.id AND volunteer_id = '${volunteer?.id}')
           AND (capacity IS NULL OR capacity > (SELECT count(*) FROM registration WHERE event_id = event.id AND registration.status IN ('CONFIRMED', 'ATTENDED')))`,
      );
      expect(open).not.toEqual([]);
    }
  });

  it('has the forum of 18 April in Chapayevsk with its session, last time and next time, and Kerch far away', async () => {
    const forums = await rows(
      'chhtt',
      `SELECT to_char(forum.starts_at AT TIME ZONE 'Europe/Samara', 'YYYY-MM-DD') AS day, forum.status, session.title, session.kind, session.format, session.venue, remote_place.college_code AS remote
       FROM event AS forum JOIN event AS session ON session.part_of_id = forum.id JOIN remote_place ON remote_place.event_id = session.id
       WHERE forum.title = 'Форум «Перекрёсток»' ORDER BY day`,
    );
    const title = 'Студенческое волонтёрство: особенности деятельности и мотивации';
    const same = { title, kind: 'EDUCATIONAL_SESSION', format: 'HYBRID', venue: 'Чапаевск', remote: 'kpk' };
    expect(forums).toEqual([
      { day: '2026-04-18', status: 'COMPLETED', ...same },
      { day: '2027-04-18', status: 'PUBLISHED', ...same },
    ]);
    expect(await rows('chhtt', `SELECT DISTINCT registration.format FROM registration JOIN event ON event.id = event_id WHERE event.title = '${title}' AND starts_with(volunteer_id, 'kpk:')`)).toEqual([{ format: 'ONLINE' }]);
  });

  it('has the online discussion with Bezenchuk and Khvorostyanka, its guest named by post', async () => {
    const discussions = await rows(
      'chhtt',
      "SELECT status, format, co_host_codes, speakers->0->>'position' AS guest, speakers->0->>'topic' AS topic FROM event WHERE kind = 'DISCUSSION' ORDER BY starts_at",
    );
    const same = { format: 'ONLINE', co_host_codes: ['bat', 'hgt'] };
    expect(discussions).toEqual([
      { ...same, status: 'COMPLETED', guest: 'директор', topic: 'Современная молодёжь: возможности для самореализации' },
      { ...same, status: 'PUBLISHED', guest: null, topic: null },
    ]);
  });

  it('is filled once: what is there stays, whoever asks again', async () => {
    const database = databases.get('bat');
    await rows('bat', 'DELETE FROM registration');
    await seedCollege({ databaseUrl: database?.url ?? '', college: 'bat', now: new Date('2027-01-01') });
    expect(await rows('bat', 'SELECT count(*)::int AS registrations FROM registration')).toEqual([{ registrations: 0 }]);
  });

  it.each(['2026-09-01T00:30:00Z', '2027-01-01T00:00:00Z', '2027-04-18T08:00:00Z', '2027-07-20T12:00:00Z', '2028-02-29T12:00:00Z'])(
    'can be filled on any day, such as %s, and is the same each time',
    async (now) => {
      const made = await Promise.all([createTestDatabase(), createTestDatabase()]);
      try {
        const contents = await Promise.all(
          made.map(async ({ url }) => {
            await migrate(url);
            await Promise.all([1, 2].map(() => seedCollege({ databaseUrl: url, college: 'chhtt', now: new Date(now) })));
            databases.set('twice', { url, drop: async () => undefined });
            return rows('twice', 'SELECT id, starts_at FROM event UNION ALL SELECT id, registered_at FROM registration UNION ALL SELECT id, requested_at FROM participation ORDER BY id');
          }),
        );
        expect(contents[0]?.length).toBeGreaterThan(500);
        expect(contents[0]).toEqual(contents[1]);
      } finally {
        databases.delete('twice');
        for (const database of made) await database.drop();
      }
    },
  );
});
