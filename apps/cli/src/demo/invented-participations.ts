import { globalId, parseGlobalId } from '#contract/ids.js';
import { ParticipationEntity } from '#node/participations/participation.entity.js';
import type { RegistrationEntity } from '#node/registrations/registration.entity.js';
import { demoColleges } from './colleges.js';
import { participationDemoId } from './demo-id.js';
import { hostRows } from './host-rows.js';

/** Where a college's invented volunteers take part, at home and elsewhere: the same that the hosts' registrations say. */
export function inventedParticipations(home: string, now: Date): ParticipationEntity[] {
  return demoColleges.flatMap((host) =>
    hostRows(host, now).registrations.flatMap((registration) => {
      const volunteer = parseGlobalId(registration.volunteerId);
      return volunteer?.college === home ? [participationOf(volunteer.uuid, host.code, registration)] : [];
    }),
  );
}

function participationOf(volunteerId: string, host: string, { id, eventId, status, registeredAt }: RegistrationEntity): ParticipationEntity {
  return Object.assign(new ParticipationEntity(), {
    id: participationDemoId(id),
    volunteerId,
    eventId: globalId(host, eventId),
    status,
    requestedAt: registeredAt,
  });
}
