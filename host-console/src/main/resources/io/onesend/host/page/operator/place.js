/**
 * The screen in front and what its list is filtered and sorted by. The page's address names both, so that they can be kept as a
 * bookmark, gone back to, and found again after a login.
 */

import {useEffect, useState} from './htm-preact.js';
import {LISTS} from './lists.js';

export const SCREENS = ['overview', ...Object.keys(LISTS), 'settings'];

/** @typedef {{screen: string, query: Object<string, string>}} Place */

/** @param {string} screen @param {Object<string, string>} [query] those that are empty are left out */
export function addressOf(screen, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  return given.length > 0 ? `#${screen}?${new URLSearchParams(given)}` : `#${screen}`;
}

/** Where the reader is; what uses it is drawn again when that changes. @returns {Place} */
export function usePlace() {
  const [address, setAddress] = useState(location.hash);
  useEffect(() => {
    const changed = () => setAddress(location.hash);
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return placeOf(address);
}

/** Names that no list has are left out. */
function placeOf(address) {
  const [name, behind = ''] = address.slice(1).split('?');
  const screen = SCREENS.find(other => other === name) ?? SCREENS[0];
  const known = ['sort', 'after', ...(LISTS[screen]?.filters ?? [])];
  const query = [...new URLSearchParams(behind)].filter(([field]) => known.includes(field));
  return {screen, query: Object.fromEntries(query)};
}
