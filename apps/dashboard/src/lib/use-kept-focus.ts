import { type RefObject, useEffect, useRef } from 'react';

/**
 * Keeps the focus within a part of the page when the button that had it is gone: it would begin anew at the top.
 * @returns for the element of that part, which needs a `tabIndex`
 */
export function useKeptFocus<Part extends HTMLElement>(): RefObject<Part | null> {
  const part = useRef<Part>(null);
  const last = useRef<EventTarget>(null);

  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      last.current = target;
    };
    const element = part.current;
    element?.addEventListener('focusin', note);
    return () => element?.removeEventListener('focusin', note);
  });

  useEffect(() => {
    if (!(last.current instanceof Element) || last.current.isConnected) return;
    last.current = null;
    if (document.activeElement === document.body) part.current?.focus({ preventScroll: true });
  });

  return part;
}
