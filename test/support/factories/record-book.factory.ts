import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { RecordBook, RecordBookEntry } from '#node/record-book/record-book.js';

/** A credited entry of two hours and a half. */
export function anEntry(overrides: Partial<RecordBookEntry> = {}): RecordBookEntry {
  const shortForm = randomBytes(600).toString('base64url');
  return {
    id: `urn:uuid:${uuid()}`,
    title: 'Уборка берега Волги',
    host: 'Чапаевский химико-технологический техникум',
    startsAt: new Date('2026-04-18T06:00:00Z'),
    endsAt: new Date('2026-04-18T08:30:00Z'),
    minutes: 150,
    issuedAt: new Date('2026-04-19T08:00:00Z'),
    jws: `eyJhbGciOiJFZERTQSJ9.${shortForm}.c2ln`,
    shortForm,
    revokedAt: null,
    ...overrides,
  };
}

/** The book of a student of Kerch. */
export function aRecordBook(overrides: Partial<RecordBook> = {}): RecordBook {
  return {
    volunteer: { id: `kpk:${uuid()}`, fullName: 'Ёлкина Анастасия Щербаковна', group: 'ХТ-21', joinedAt: '2025-09-01' },
    college: { code: 'kpk', name: 'Керченский политехнический колледж', city: 'Керчь' },
    timeZone: 'Europe/Moscow',
    madeAt: new Date('2026-11-26T04:00:00Z'),
    gatewayUrl: 'https://dobroset.example',
    entries: [anEntry()],
    ...overrides,
  };
}
