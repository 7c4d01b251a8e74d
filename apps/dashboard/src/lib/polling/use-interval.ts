import { useEffect, useEffectEvent } from 'react';

/**
 * Calls back every so many milliseconds while somebody looks at the page, and at once when they come back to it.
 */
export function useInterval(callback: () => unknown, milliseconds: number): void {
  const tick = useEffectEvent(() => {
    if (document.visibilityState === 'visible') callback();
  });

  useEffect(() => {
    const timer = setInterval(tick, milliseconds);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [milliseconds]);
}
