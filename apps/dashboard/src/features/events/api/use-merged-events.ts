import { useEffect, useMemo, useState } from 'react';
import { useClient } from 'urql';
import { useInterval } from '../../../lib/polling/use-interval.js';
import { useWhenChanged } from '../../../lib/polling/use-when-changed.js';
import type { EventFilters } from '../event-filters.js';
import { eventQuestion } from '../event-question.js';
import { type LoadedEvents, loadPages } from './load-pages.js';

const WHILE_SOMEBODY_IS_MISSING = 10_000;
const WHILE_ALL_IS_WELL = 60_000;

export interface MergedEvents {
  /** What was read last; still that of the filters before while new ones load. */
  readonly loaded: LoadedEvents | null;
  readonly loading: boolean;
  /** Does nothing while something is loading. */
  readonly showMore: () => void;
  readonly refresh: () => void;
}

interface Wanted {
  readonly filters: string;
  readonly pages: number;
  /** When it was asked for; another one for every wish to see it anew. */
  readonly now: Date;
}

/**
 * The merged feed as far as somebody has paged through it, kept fresh while the page is open.
 *
 * @param known codes of the colleges on the network; a filter by college waits for them
 * @param epoch asks again as soon as this changes
 */
export function useMergedEvents(filters: EventFilters, known: readonly string[] | undefined, epoch: string | undefined): MergedEvents {
  const client = useClient();
  const hosts = filters.colleges.length > 0 ? known : [];
  const key = JSON.stringify([filters, hosts ?? null]);
  const [wanted, setWanted] = useState<Wanted>(() => ({ filters: key, pages: 1, now: new Date() }));
  const [answer, setAnswer] = useState<{ readonly to: Wanted; readonly loaded: LoadedEvents } | null>(null);
  if (wanted.filters !== key) setWanted({ filters: key, pages: 1, now: new Date() });

  const question = useMemo(() => hosts && eventQuestion(filters, hosts, wanted.now), [key, wanted.now]);

  useEffect(() => {
    if (!question) return;
    let current = true;
    const before = answer?.to.now === wanted.now ? answer.loaded : null;
    void loadPages(client, { question, pages: wanted.pages, before, isWanted: () => current }).then((loaded) => {
      if (current) setAnswer((before) => ({ to: wanted, loaded: kept(loaded, before?.to.filters === key ? before.loaded : null) }));
    });
    return () => {
      current = false;
    };
    // `answer` is read for what it has already; a new answer is no reason to ask.
  }, [client, wanted, question]);

  const refresh = () => setWanted((before) => ({ ...before, now: new Date() }));
  const troubled = answer !== null && (answer.loaded.unanswered.length > 0 || answer.loaded.failure !== null);
  const loading = answer?.to !== wanted;
  useInterval(() => loading || refresh(), troubled ? WHILE_SOMEBODY_IS_MISSING : WHILE_ALL_IS_WELL);
  useWhenChanged(epoch, refresh);

  return {
    loaded: answer?.loaded ?? null,
    loading,
    showMore: () => loading || setWanted((before) => ({ ...before, pages: before.pages + 1 })),
    refresh,
  };
}

/** What there was stays on the page when reading it anew fails. */
function kept(loaded: LoadedEvents, before: LoadedEvents | null): LoadedEvents {
  return loaded.failure && before ? { ...before, failure: loaded.failure } : loaded;
}
