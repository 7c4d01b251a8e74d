import { useEffect } from 'react';

/**
 * Goes to the part of the page that the address names (`#events`). The browser looked for it before anything was there;
 * somebody who has scrolled since is left alone.
 *
 * @param ready whether all that stands above it has its height
 */
export function useAnchor(ready: boolean): void {
  useEffect(() => {
    if (!ready || scrollY > 0) return;
    document.getElementById(location.hash.slice(1))?.scrollIntoView({ behavior: 'instant' });
  }, [ready]);
}
