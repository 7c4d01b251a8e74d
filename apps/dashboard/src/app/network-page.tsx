import { goTo, useSearch } from '../lib/address-bar.js';
import { useAnchor } from '../lib/use-anchor.js';
import { onceEach } from '../lib/graph/failures.js';
import { type EventFilters, differInTextAlone, readFilters, writeFilters } from '../features/events/event-filters.js';
import { useMergedEvents } from '../features/events/api/use-merged-events.js';
import { EventsSection } from '../features/events/components/events-section.js';
import { useNetworkFigures } from '../features/figures/api/use-network-figures.js';
import { FiguresSection } from '../features/figures/components/figures-section.js';
import { useNetworkColleges } from '../features/network/api/use-network-colleges.js';
import { CollegesSection } from '../features/network/components/colleges-section.js';
import { GatewayTrouble } from './gateway-trouble.js';
import { Hero } from './hero.js';
import styles from './page.module.css';
import { UnansweredNotice } from './unanswered-notice.js';

/** The network at a glance: who is on it, what they did, what comes next. */
export function NetworkPage() {
  const { colleges, failed, loading, refresh } = useNetworkColleges();
  // As soon as a node goes or comes back, the lists and figures that hold its part are read anew.
  const epoch = colleges?.map(({ code, state }) => `${code} ${state === 'UNREACHABLE' ? 'away' : 'here'}`).join();
  const codes = colleges?.map(({ code }) => code);

  const search = useSearch();
  const filters = readFilters(search);
  const events = useMergedEvents(filters, codes, epoch);
  const figures = useNetworkFigures(epoch);

  useAnchor(colleges !== undefined && figures.network !== undefined && events.loaded !== null);

  const names = new Map((colleges ?? []).map(({ code, shortName }) => [code, shortName]));
  const unanswered = onceEach([
    ...(colleges ?? []).filter(({ state }) => state === 'UNREACHABLE').map(({ code }) => ({ code, reason: 'NODE_UNAVAILABLE' })),
    ...(events.loaded?.unanswered ?? []),
    ...figures.unanswered,
  ]);

  function setFilters(chosen: EventFilters): void {
    // While somebody types on, Back should lead to before the search and not to half of its word.
    const typingOn = filters.text !== '' && differInTextAlone(filters, chosen);
    goTo(writeFilters(search, chosen), typingOn ? 'replace' : 'push');
  }

  return (
    <main id="main" className={styles.main} data-noticed={unanswered.length > 0} tabIndex={-1}>
      <Hero colleges={colleges} />
      <UnansweredNotice unanswered={unanswered} names={names} />
      {failed && <GatewayTrouble seenBefore={colleges !== undefined} loading={loading} onRetry={refresh} />}
      {(colleges !== undefined || !failed) && (
        <>
          <CollegesSection colleges={colleges} />
          <FiguresSection figures={figures} names={names} />
          <EventsSection events={events} filters={filters} hosts={colleges ?? []} onFilters={setFilters} />
        </>
      )}
    </main>
  );
}
