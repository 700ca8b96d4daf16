/** Keeps the focus on the page: rows and questions go away while they have it, and who uses the keyboard would begin anew. */

import {useEffect, useRef} from './htm-preact.js';

/** The element that gets the focus when what had it is gone. @returns {{current: ?HTMLElement}} to be its ref */
export function useKeptFocus() {
  const refuge = useRef(null);
  const last = useRef(document.body);
  useEffect(() => {
    const focused = ({target}) => {
      last.current = target;
    };
    // What is inside has had its turn already.
    last.current = document.activeElement;
    addEventListener('focusin', focused);
    return () => removeEventListener('focusin', focused);
  }, []);
  useEffect(() => {
    if (document.activeElement === document.body && !last.current.isConnected) {
      refuge.current?.focus({preventScroll: true});
    }
  });
  return refuge;
}
