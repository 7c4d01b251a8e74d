import type { CoHostEntity } from '#node/events/co-hosts/co-host.entity.js';
import { EventEntity } from '#node/events/event.entity.js';
import type { RemotePlaceEntity } from '#node/events/remote-place.entity.js';
import type { DemoCollegeProfile } from './colleges.js';
import { demoId } from './demo-id.js';
import type { PlannedEvent } from './planned-events.js';

export interface EventRows {
  /** In the order of the plan. */
  readonly events: EventEntity[];
  readonly remotePlaces: RemotePlaceEntity[];
  readonly coHosts: CoHostEntity[];
}

const AGREED_BEFORE_MS = 60 * 86_400_000;

/** The rows of what a college planned. */
export function eventRows({ code, timeZone }: DemoCollegeProfile, planned: readonly PlannedEvent[]): EventRows {
  const events = planned.map((plan): EventEntity => {
    const whole = planned.findIndex(({ day, title }) => day === plan.day && title === plan.partOf);
    return Object.assign(new EventEntity(), {
      id: idOf(code, plan),
      title: plan.title,
      summary: plan.summary,
      description: null,
      kind: plan.kind,
      format: plan.format ?? 'ONSITE',
      status: plan.status,
      audience: plan.audience,
      startsAt: plan.startsAt,
      endsAt: plan.endsAt,
      timeZone,
      venue: plan.venue ?? null,
      meetingUrl: plan.format === undefined || plan.format === 'ONSITE' ? null : `https://meet.${code}.example/${plan.day}`,
      capacity: plan.capacity ?? null,
      tags: [...plan.tags],
      speakers: [...(plan.speakers ?? [])],
      materials: [],
      partOfId: planned[whole] ? idOf(code, planned[whole]) : null,
      importKey: null,
    });
  });
  const remotePlaces = planned.flatMap((plan) => {
    return Object.entries(plan.remotePlaces ?? {}).map(([collegeCode, places]) => ({ eventId: idOf(code, plan), collegeCode, places }));
  });
  const coHosts = planned.flatMap((plan) => {
    const agreedAt = new Date(plan.startsAt.getTime() - AGREED_BEFORE_MS);
    return (plan.coHosts ?? []).map((college) => ({ eventId: idOf(code, plan), college, state: 'ACCEPTED' as const, invitedAt: agreedAt, answeredAt: agreedAt }));
  });
  return { events, remotePlaces, coHosts };
}

function idOf(college: string, { day, at, title }: PlannedEvent): string {
  return demoId(`event ${day} ${at} ${title}`, college, 0);
}
