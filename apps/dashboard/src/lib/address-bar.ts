import { useSyncExternalStore } from 'react';

/** `pushState` and `replaceState` tell nobody; this event does. */
const MOVED = 'dobroset:moved';

function subscribe(onMove: () => void): () => void {
  addEventListener('popstate', onMove);
  addEventListener(MOVED, onMove);
  return () => {
    removeEventListener('popstate', onMove);
    removeEventListener(MOVED, onMove);
  };
}

/** The query part of the address, `?` included, and always the one shown: after a change, after Back, after Forward. */
export function useSearch(): string {
  return useSyncExternalStore(subscribe, () => location.search);
}

/** Puts another query into the address; `replace` where Back should skip what stood there. */
export function goTo(search: string, how: 'push' | 'replace' = 'push'): void {
  if (search === location.search) return;
  const address = `${location.pathname}${search}${location.hash}`;
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  dispatchEvent(new Event(MOVED));
}
