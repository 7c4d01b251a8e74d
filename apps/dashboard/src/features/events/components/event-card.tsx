import { Trans } from '@lingui/react/macro';
import { Icon } from '../../../components/icon.js';
import type { EventOnPage } from '../api/merged-events.js';
import type { EventWhen } from '../event-when.js';
import { FormatInWords, KindInWords } from '../event-words.js';
import { CalendarLeaf } from './calendar-leaf.js';
import styles from './event-card.module.css';
import { Places } from './places.js';

interface EventCardProps {
  readonly event: EventOnPage;
  readonly when: EventWhen;
}

export function EventCard({ event, when }: EventCardProps) {
  return (
    <li>
      <article className={styles.card} data-status={event.status}>
        <CalendarLeaf when={when} startsAt={event.startsAt} />
        <div className={styles.body}>
          <p className={styles.kind}>
            <KindInWords kind={event.kind} />
            {event.status === 'CANCELLED' && (
              <span className={styles.cancelled}>
                <Trans>Cancelled</Trans>
              </span>
            )}
            {event.status === 'COMPLETED' && (
              <span className={styles.past}>
                <Trans>Has been held</Trans>
              </span>
            )}
          </p>
          <h4 className={styles.title}>{event.title}</h4>
          {event.summary !== null && <p className={styles.summary}>{event.summary}</p>}
          <Facts event={event} when={when} />
        </div>
        <footer className={styles.footer}>
          <p>
            <span className={styles.host}>{event.host.shortName}</span> {event.host.city}
          </p>
          {event.status === 'PUBLISHED' && <Places capacity={event.capacity} taken={event.placesTaken} />}
        </footer>
      </article>
    </li>
  );
}

/** When, where and with whom. */
function Facts({ event, when }: EventCardProps) {
  return (
    <ul className={styles.facts}>
      <li>
        <Icon name="clock" />
        <span>
          <span className={styles.time}>{when.time}</span>
          {when.elsewhere && (
            <span className={styles.elsewhere}>
              {' '}
              <Trans>local time, {when.elsewhere.offset}</Trans> · <Trans>for you {when.elsewhere.yours}</Trans>
            </span>
          )}
        </span>
      </li>
      <li>
        <Icon name={event.format === 'ONLINE' ? 'screen' : 'place'} />
        <span>
          <FormatInWords format={event.format} />
          {event.venue !== null && event.format !== 'ONLINE' && <> · {event.venue}</>}
        </span>
      </li>
      {event.speakers.map((speaker, place) => (
        <li key={`${place} ${speaker.name}`}>
          <Icon name="voice" />
          <span>{[speaker.name, speaker.position, speaker.organisation].filter(Boolean).join(', ')}</span>
        </li>
      ))}
    </ul>
  );
}
