import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import { RegistrationEntity } from '#node/registrations/registration.entity.js';

interface Of {
  readonly event: { readonly id: string };
  readonly volunteer: { readonly id: string };
  /** The volunteer's own college. */
  readonly home: string;
}

/** A confirmed place of a volunteer on an event, on site. */
export function aRegistration({ event, volunteer, home }: Of, overrides: Partial<RegistrationEntity> = {}): RegistrationEntity {
  return Object.assign(new RegistrationEntity(), {
    id: uuid(),
    eventId: event.id,
    volunteerId: globalId(home, volunteer.id),
    status: 'CONFIRMED',
    format: 'ONSITE',
    registeredAt: new Date(),
    minutes: null,
    ...overrides,
  });
}
