import type { CalendarEntry, CalendarStatus } from '#calendar/calendar-text.js';
import type { ParticipationStatus } from '../participations/participation-status.js';
import type { FeedRow } from './calendar-feeds.repository.js';

const STATUSES: Readonly<Record<ParticipationStatus, CalendarStatus>> = {
  AWAITING_HOME: 'TENTATIVE',
  AWAITING_HOST: 'TENTATIVE',
  WAITLISTED: 'TENTATIVE',
  CONFIRMED: 'CONFIRMED',
  ATTENDED: 'CONFIRMED',
  NO_SHOW: 'CONFIRMED',
  DECLINED: 'CANCELLED',
  CANCELLED: 'CANCELLED',
};

/** What a volunteer's calendar shows of one participation: where to meet online only while they hold a place. */
export function feedEntry({ eventId, status, eventStatus, meetingUrl, summary, venue, ...event }: FeedRow): CalendarEntry {
  return {
    ...event,
    id: eventId,
    description: summary,
    place: venue,
    status: eventStatus === 'CANCELLED' ? 'CANCELLED' : STATUSES[status],
    url: status === 'CONFIRMED' ? meetingUrl : null,
  };
}
