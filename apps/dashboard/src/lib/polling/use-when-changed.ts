import { useEffect, useEffectEvent, useRef } from 'react';

/** Calls back when a value is another than it was, and not for the first one. */
export function useWhenChanged(value: string, callback: () => void): void {
  const seen = useRef(value);
  const changed = useEffectEvent(callback);

  useEffect(() => {
    if (seen.current === value) return;
    seen.current = value;
    changed();
  }, [value]);
}
