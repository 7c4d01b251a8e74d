import { Trans } from '@lingui/react/macro';
import { Button } from '../../../components/button.js';
import { Message } from '../../../components/message.js';
import { Skeleton } from '../../../components/skeleton.js';
import { useKeptFocus } from '../../../lib/use-kept-focus.js';
import type { MergedEvents } from '../api/use-merged-events.js';
import { type EventFilters, countFilters, noFilters } from '../event-filters.js';
import { EventList } from './event-list.js';
import styles from './event-results.module.css';

interface EventResultsProps {
  readonly events: MergedEvents;
  readonly filters: EventFilters;
  readonly onFilters: (filters: EventFilters) => void;
}

/** The list, or why there is none. */
export function EventResults({ events: { loaded, loading, showMore, refresh }, filters, onFilters }: EventResultsProps) {
  const part = useKeptFocus<HTMLDivElement>();
  if (!loaded) return <Skeleton rows={4} shape="lines" />;
  const { events, hasMore, failure } = loaded;
  return (
    <div ref={part} className={styles.results} tabIndex={-1} aria-busy={loading}>
      {events.length > 0 && <EventList events={events} />}
      {failure && (
        <Message
          tone="trouble"
          title={events.length > 0 ? <Trans>Newer events did not come</Trans> : <Trans>The events did not come</Trans>}
          action={
            <Button onClick={refresh}>
              <Trans>Try again</Trans>
            </Button>
          }
        />
      )}
      {!failure && events.length === 0 && <NothingFound filtered={countFilters(filters) > 0} onReset={() => onFilters(noFilters)} />}
      {!failure && hasMore && (
        <Button className={styles.more} onClick={showMore} aria-disabled={loading}>
          {loading ? <Trans>Loading…</Trans> : <Trans>Show more</Trans>}
        </Button>
      )}
    </div>
  );
}

function NothingFound({ filtered, onReset }: { readonly filtered: boolean; readonly onReset: () => void }) {
  if (!filtered) {
    return (
      <Message title={<Trans>No events are planned yet</Trans>}>
        <Trans>As soon as a college announces one, it will be here.</Trans>
      </Message>
    );
  }
  return (
    <Message
      title={<Trans>Nothing like that is planned</Trans>}
      action={
        <Button onClick={onReset}>
          <Trans>Clear the filters</Trans>
        </Button>
      }
    >
      <Trans>Try fewer filters or other days.</Trans>
    </Message>
  );
}
