/** The state of the connection, in one line. */

import {html, useEffect, useState} from './htm-preact.js';

const TICK_MILLIS = 250;

export function LinkState({session, texts}) {
  const seconds = useSecondsLeft(session);
  return html`<p class="link" data-link=${session.link}><span class="dot"></span>${words(session, texts, seconds)}</p>`;
}

function words({link, roundTrip}, texts, seconds) {
  if (link === 'waiting') {
    return texts.say('link.waiting', {seconds});
  }
  if (link === 'on' && roundTrip !== null) {
    return texts.say('link.roundTrip', {millis: Math.max(1, Math.round(roundTrip))});
  }
  return texts.say(`link.${link}`);
}

/** Counts down to the next attempt. */
function useSecondsLeft({link, retryAt}) {
  const [, setNow] = useState(0);
  useEffect(() => {
    if (link !== 'waiting') {
      return undefined;
    }
    const ticking = setInterval(() => setNow(Date.now()), TICK_MILLIS);
    return () => clearInterval(ticking);
  }, [link]);
  return Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
}

/** Why the state is as it is, and what the user can do about it. */
export function Notice({session, texts}) {
  const {link, notice} = session;
  const isAway = link === 'waiting' || link === 'ended';
  const isOffline = isAway && !navigator.onLine;
  return html`
    <div class="notice" role="status">
      ${notice && html`<p>${texts.of(notice)}</p>`}
      ${isOffline && html`<p>${texts.say('link.offline')}</p>`}
      ${isAway &&
      html`<button type="button" onClick=${() => session.connectNow()}>${texts.say('link.again')}</button>`}
    </div>
  `;
}
