import type { RegistrationEntity } from '#node/registrations/registration.entity.js';
import type { DemoCollegeProfile } from './colleges.js';
import { type EventRows, eventRows } from './event-rows.js';
import { InventedRegistrations } from './invented-registrations.js';
import { plannedEvents } from './planned-events.js';

export interface HostRows extends EventRows {
  readonly registrations: RegistrationEntity[];
}

/** What a college has as a host: its programme, and who takes part in it. */
export function hostRows(college: DemoCollegeProfile, now: Date): HostRows {
  const planned = plannedEvents(college, now);
  const rows = eventRows(college, planned);
  const registrations = new InventedRegistrations(college, now);
  return {
    ...rows,
    registrations: planned.flatMap((plan, index) => {
      const event = rows.events[index];
      return event ? registrations.of(plan, event) : [];
    }),
  };
}
