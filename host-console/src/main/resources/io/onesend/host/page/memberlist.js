/** Who is in the room. On a narrow page the list is folded. */

import {html, useEffect, useState} from './htm-preact.js';
import {safeText} from './safetext.js';
import {toneOf} from './tone.js';

/** As in the style sheet. */
const WIDE = matchMedia('(min-width: 48rem)');

export function MemberList({view, texts}) {
  const isWide = useWide();
  const members = [...view.members];
  return html`
    <details class="members" open=${isWide} key=${isWide}>
      <summary>${texts.say('room.memberCount', {count: members.length})}</summary>
      <ul aria-label=${texts.say('room.members')} tabindex="0">
        ${members.map(
          ([number, userId]) => html`
            <li key=${number}>
              <span class=${`initial ${toneOf(userId)}`} aria-hidden="true">${initial(userId)}</span>
              <bdi>${safeText(userId)}</bdi>
              ${userId === view.userId && html`<span class="you">${texts.say('room.you')}</span>`}
            </li>
          `,
        )}
      </ul>
    </details>
  `;
}

function initial(userId) {
  return safeText([...userId][0] ?? '').toUpperCase();
}

function useWide() {
  const [isWide, setWide] = useState(WIDE.matches);
  useEffect(() => {
    const changed = () => setWide(WIDE.matches);
    WIDE.addEventListener('change', changed);
    return () => WIDE.removeEventListener('change', changed);
  }, []);
  return isWide;
}
