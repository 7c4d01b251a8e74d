import { Plural, Trans } from '@lingui/react/macro';
import { Section } from '../../../components/section.js';
import type { MergedEvents } from '../api/use-merged-events.js';
import type { EventFilters } from '../event-filters.js';
import styles from './events-section.module.css';
import { FilterPanel, type HostChoice } from './filter-panel.js';
import { EventResults } from './event-results.js';

interface EventsSectionProps {
  readonly events: MergedEvents;
  readonly filters: EventFilters;
  readonly hosts: readonly HostChoice[];
  readonly onFilters: (filters: EventFilters) => void;
}

/** The coming events of every college, in one list, with what narrows it. */
export function EventsSection({ events, filters, hosts, onFilters }: EventsSectionProps) {
  const { loaded, loading } = events;
  return (
    <Section id="events" title={filters.from === null ? <Trans>Coming events</Trans> : <Trans>Events</Trans>} busy={loading}>
      <div className={styles.columns}>
        <FilterPanel filters={filters} hosts={hosts} onFilters={onFilters} />
        <div className={styles.results}>
          <p className={styles.count} role="status">
            {loaded && loaded.totalCount > 0 && <Plural value={loaded.totalCount} one="# event found" other="# events found" />}
            <span className="visually-hidden">
              {loaded && loaded.totalCount > 0 && <Plural value={loaded.events.length} one=", # is shown" other=", # are shown" />}
              {loaded && loaded.totalCount === 0 && !loaded.failure && <Trans>No events found</Trans>}
            </span>
          </p>
          <EventResults events={events} filters={filters} onFilters={onFilters} />
        </div>
      </div>
    </Section>
  );
}
