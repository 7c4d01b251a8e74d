import { useLingui } from '@lingui/react/macro';
import type { EventOnPage } from '../api/merged-events.js';
import { type EventWhen, eventWhen } from '../event-when.js';
import { EventCard } from './event-card.js';
import styles from './event-list.module.css';

interface Dated {
  readonly event: EventOnPage;
  readonly when: EventWhen;
}

/** Events under the months in which they begin. */
export function EventList({ events }: { readonly events: readonly EventOnPage[] }) {
  const { i18n } = useLingui();
  const readersZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const dated = events.flatMap((event): Dated[] => {
    const when = eventWhen(event, i18n.locale, readersZone);
    return when ? [{ event, when }] : [];
  });
  return [...byMonth(dated)].map(([month, ofMonth]) => (
    <section key={month} aria-label={month}>
      <h3 className={styles.title}>{month}</h3>
      <ol className={styles.events}>
        {ofMonth.map(({ event, when }) => (
          <EventCard key={event.id} event={event} when={when} />
        ))}
      </ol>
    </section>
  ));
}

function byMonth(dated: readonly Dated[]): ReadonlyMap<string, readonly Dated[]> {
  const months = new Map<string, Dated[]>();
  for (const one of dated) months.set(one.when.monthAndYear, [...(months.get(one.when.monthAndYear) ?? []), one]);
  return months;
}
