import { useEffect, useEffectEvent, useRef } from 'react';

/** Calls back when a value is another than it was, and not for the first one; undefined is none yet. */
export function useWhenChanged(value: string | undefined, callback: () => void): void {
  const seen = useRef(value);
  const changed = useEffectEvent(callback);

  useEffect(() => {
    const before = seen.current;
    seen.current = value ?? before;
    if (before !== undefined && value !== undefined && before !== value) changed();
  }, [value]);
}
