import { globalId, parseGlobalId } from '#contract/ids.js';
import type { EventEntity } from '#node/events/event.entity.js';
import { ParticipationEntity } from '#node/participations/participation.entity.js';
import { RecordEntryEntity } from '#node/participations/record/record-entry.entity.js';
import { HOLDS_A_PLACE } from '#node/registrations/registration-status.js';
import type { RegistrationEntity } from '#node/registrations/registration.entity.js';
import { demoColleges } from './colleges.js';
import { demoId, participationDemoId } from './demo-id.js';
import { hostRows } from './host-rows.js';

interface HomeRows {
  readonly participations: ParticipationEntity[];
  /** Of before hosts signed: nobody has the keys of all five. */
  readonly entries: RecordEntryEntity[];
}

/** Where a college's invented volunteers take part, at home and elsewhere: the same that the hosts' registrations say. */
export function inventedParticipations(home: string, now: Date): HomeRows {
  const taken = demoColleges.flatMap((host) => {
    const { events, registrations } = hostRows(host, now);
    const eventById = new Map(events.map((event) => [event.id, event]));
    return registrations.flatMap((registration) => {
      const volunteer = parseGlobalId(registration.volunteerId);
      const event = eventById.get(registration.eventId);
      if (volunteer?.college !== home || !event) return [];
      return [{ participation: participationOf(volunteer.uuid, host.code, registration, event), minutes: registration.minutes, endedAt: event.endsAt }];
    });
  });
  return {
    participations: taken.map(({ participation }) => participation),
    entries: taken.flatMap(({ participation, minutes, endedAt }) => (minutes === null ? [] : [entryOf(participation, minutes, endedAt)])),
  };
}

function participationOf(volunteerId: string, host: string, { id, eventId, status, format, registeredAt, entryAgreed }: RegistrationEntity, event: EventEntity): ParticipationEntity {
  return Object.assign(new ParticipationEntity(), {
    id: participationDemoId(id),
    volunteerId,
    eventId: globalId(host, eventId),
    status,
    format,
    placeFormat: HOLDS_A_PLACE.includes(status) ? format : null,
    reason: null,
    seatAsked: event.status === 'CANCELLED' || status !== 'CANCELLED',
    request: 1,
    requestedAt: registeredAt,
    decidedBy: null,
    checkIn: null,
    checkInReason: null,
    checkInTries: 0,
    checkedInAt: null,
    subjectName: null,
    entryAgreed,
    eventTitle: event.title,
    eventStartsAt: event.startsAt,
    eventEndsAt: event.endsAt,
    eventTimeZone: event.timeZone,
    eventStatus: event.status,
    eventCapacity: event.capacity,
  } satisfies Omit<ParticipationEntity, 'volunteer' | 'calendarSequence' | 'calendarChangedAt'>);
}

function entryOf({ id }: ParticipationEntity, minutes: number, recordedAt: Date): RecordEntryEntity {
  return Object.assign(new RecordEntryEntity(), {
    id: demoId('entry', id, 0),
    participationId: id,
    kind: 'CARRIED_OVER',
    minutes,
    credential: null,
    startsAt: null,
    endsAt: null,
    issuedAt: null,
    revokes: null,
    reason: null,
    revokedAt: null,
    recordedAt,
  } satisfies Omit<RecordEntryEntity, 'participation' | 'revoked'>);
}
