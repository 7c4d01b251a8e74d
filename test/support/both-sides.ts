import { expect } from '@jest/globals';
import type { Json } from './graph-client.js';

/** A college's database, as a test asks it. */
export interface Side {
  readonly code: string;
  rowsOf(sql: string, values: readonly unknown[]): Promise<Json[]>;
}

/**
 * Compares the databases of a home and a host row by row: what both hold of taking part, of hours and entries, and every message
 * between them, delivered and applied in its place. For when nothing is on its way any more.
 */
export async function expectAgreement(home: Side, host: Side): Promise<void> {
  const of = [home.code, host.code];
  expect(await home.rowsOf(IN_HOMES_BOOKS, of)).toEqual(await host.rowsOf(IN_HOSTS_BOOKS, of));
  expect(await home.rowsOf(ENTRIES_AT_HOME, of)).toEqual(await host.rowsOf(ENTRIES_AT_HOST, of));
  for (const [from, to] of [[home, host], [host, home]] as const) {
    expect(await from.rowsOf(SENT, [to.code])).toEqual(await to.rowsOf(RECEIVED, [from.code]));
    expect(await from.rowsOf(THREADS_SENT, [to.code])).toEqual(await to.rowsOf(THREADS_RECEIVED, [from.code]));
  }
}

/** How many messages are on their way, or were refused. */
export async function unsettled(side: Side): Promise<number> {
  const [row] = await side.rowsOf(UNSETTLED, []);
  return row.count;
}

/** Of who is not expected any more the home is told no news of the event. */
const EXPECTED = `status IN ('CONFIRMED', 'WAITLISTED', 'ATTENDED', 'NO_SHOW')`;

/** Which request was answered; who gave up, asked anew and is then recorded as having come before has made another one last. */
const HOLDS = `status IN ('CONFIRMED', 'WAITLISTED')`;

const IN_HOMES_BOOKS = `
  SELECT $1 || ':' || participation.id AS participation,
         $1 || ':' || participation.volunteer_id AS volunteer,
         participation.event_id AS event,
         participation.status,
         CASE WHEN participation.${HOLDS} THEN participation.request END AS request,
         CASE WHEN participation.${EXPECTED} THEN participation.format END AS format,
         CASE WHEN participation.${EXPECTED} THEN participation.event_title END AS title,
         CASE WHEN participation.${EXPECTED} THEN participation.event_starts_at END AS starts_at,
         CASE WHEN participation.${EXPECTED} THEN participation.event_ends_at END AS ends_at,
         entry.id AS credential,
         entry.minutes
  FROM participation
  LEFT JOIN record_entry AS entry ON entry.participation_id = participation.id AND entry.kind = 'CREDIT'
    AND NOT EXISTS (SELECT FROM record_entry AS revocation WHERE revocation.revokes = entry.id)
  WHERE split_part(participation.event_id, ':', 1) = $2
  ORDER BY participation.id`;

const IN_HOSTS_BOOKS = `
  SELECT registration.participation_id AS participation,
         registration.volunteer_id AS volunteer,
         $2 || ':' || registration.event_id AS event,
         registration.status,
         CASE WHEN registration.${HOLDS} THEN registration.request END AS request,
         CASE WHEN registration.${EXPECTED} THEN registration.format END AS format,
         CASE WHEN registration.${EXPECTED} THEN event.title END AS title,
         CASE WHEN registration.${EXPECTED} THEN event.starts_at END AS starts_at,
         CASE WHEN registration.${EXPECTED} THEN event.ends_at END AS ends_at,
         registration.credential_id AS credential,
         CASE WHEN registration.credential_id IS NOT NULL THEN registration.minutes END AS minutes
  FROM registration JOIN event ON event.id = registration.event_id
  WHERE split_part(registration.volunteer_id, ':', 1) = $1
  ORDER BY registration.participation_id`;

/** To the second: that is how exactly an entry says when it was signed. */
const ENTRIES_AT_HOME = `
  SELECT entry.id, $1 || ':' || entry.participation_id AS participation, date_trunc('second', entry.issued_at) AS issued_at, revocation.revoked_at, revocation.reason
  FROM record_entry AS entry
  JOIN participation ON participation.id = entry.participation_id AND split_part(participation.event_id, ':', 1) = $2
  LEFT JOIN record_entry AS revocation ON revocation.revokes = entry.id
  WHERE entry.kind = 'CREDIT'
  ORDER BY entry.id`;

const ENTRIES_AT_HOST = `
  SELECT credential.id, registration.participation_id AS participation, date_trunc('second', credential.issued_at) AS issued_at, credential.revoked_at, credential.reason
  FROM credential
  JOIN registration ON registration.id = credential.registration_id
  WHERE split_part(registration.volunteer_id, ':', 1) = $1 AND $2 <> ''
  ORDER BY credential.id`;

const SENT = `SELECT id, thread, sequence, kind, delivered_at IS NOT NULL AS settled FROM outbox_message WHERE receiver = $1 ORDER BY thread, sequence`;
const RECEIVED = `SELECT id, thread, sequence, kind, applied_at IS NOT NULL AS settled FROM inbox_message WHERE sender = $1 ORDER BY thread, sequence`;

const THREADS_SENT = 'SELECT thread, last_sequence FROM outbox_thread WHERE receiver = $1 ORDER BY thread';
const THREADS_RECEIVED = 'SELECT thread, last_sequence FROM inbox_thread WHERE sender = $1 ORDER BY thread';

const UNSETTLED = `
  SELECT (SELECT count(*) FROM outbox_message WHERE delivered_at IS NULL)::int + (SELECT count(*) FROM inbox_message WHERE applied_at IS NULL)::int AS count`;
