import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import { ParticipationEntity } from '#node/participations/participation.entity.js';

interface Of {
  readonly volunteer: { readonly id: string };
  readonly event: { readonly id: string };
  /** The college whose event it is. */
  readonly host: string;
}

/** A volunteer's part in an event as their home has it: the host confirmed the place. */
export function aParticipation({ volunteer, event, host }: Of, overrides: Partial<ParticipationEntity> = {}): ParticipationEntity {
  return Object.assign(new ParticipationEntity(), {
    id: uuid(),
    volunteerId: volunteer.id,
    eventId: globalId(host, event.id),
    status: 'CONFIRMED',
    format: null,
    reason: null,
    seatAsked: true,
    requestedAt: new Date(),
    decidedBy: null,
    checkIn: null,
    checkInReason: null,
    checkInTries: 0,
    checkedInAt: null,
    eventTitle: null,
    eventStartsAt: null,
    eventEndsAt: null,
    eventTimeZone: null,
    eventStatus: null,
    eventCapacity: null,
    ...overrides,
  });
}
