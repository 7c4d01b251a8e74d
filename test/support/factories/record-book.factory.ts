import { v7 as uuid } from 'uuid';
import { issueEntry } from '#credentials/issue-entry.js';
import { generatePrivateKeys } from '#identity/private-keys.js';
import type { RecordBook, RecordBookEntry } from '#node/record-book/record-book.js';

const { signing } = await generatePrivateKeys();
const VOLUNTEER = `kpk:${uuid()}`;

/** A credited entry of two hours and a half, signed; a college that signs nothing gives `credential: null`. */
export async function anEntry(overrides: Partial<RecordBookEntry> = {}): Promise<RecordBookEntry> {
  const entry: RecordBookEntry = {
    id: uuid(),
    title: 'Уборка берега Волги',
    host: { code: 'chhtt', name: 'Чапаевский химико-технологический техникум' },
    time: { startsAt: new Date('2026-04-18T06:00:00Z'), endsAt: new Date('2026-04-18T08:30:00Z') },
    minutes: 150,
    recordedAt: new Date('2026-04-19T08:00:00Z'),
    credential: null,
    revokedAt: null,
    ...overrides,
  };
  return 'credential' in overrides ? entry : { ...entry, credential: await signed(entry) };
}

/** The book of a student of Kerch. */
export function aRecordBook(overrides: Partial<RecordBook> = {}): RecordBook {
  return {
    volunteer: { id: VOLUNTEER, fullName: 'Ёлкина Анастасия Щербаковна', group: 'ХТ-21', joinedAt: '2025-09-01' },
    college: { code: 'kpk', name: 'Керченский политехнический колледж', city: 'Керчь' },
    timeZone: 'Europe/Moscow',
    madeAt: new Date('2026-11-26T04:00:00Z'),
    gatewayUrl: 'https://dobroset.example',
    entries: [],
    ...overrides,
  };
}

function signed({ id, title, host, time, minutes, recordedAt }: RecordBookEntry): Promise<string> {
  return issueEntry(
    {
      id,
      issuer: host,
      volunteerId: VOLUNTEER,
      subjectName: 'Ёлкина Анастасия Щербаковна',
      role: 'STUDENT',
      event: { id: `${host.code}:${uuid()}`, title, summary: null, kind: 'SERVICE', startsAt: time?.startsAt ?? recordedAt, endsAt: time?.endsAt ?? recordedAt },
      minutes,
      issuedAt: recordedAt,
      status: { url: `https://${host.code}.example/credentials/status/1`, index: 17 },
    },
    signing,
  );
}
