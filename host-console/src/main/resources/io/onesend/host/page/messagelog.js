/** What has happened in the room, the newest at the bottom. */

import {Component, html, useEffect, useLayoutEffect, useRef, useState} from './htm-preact.js';
import {safeMessage, safeText} from './safetext.js';
import {toneOf} from './tone.js';

/** As near to the bottom as this, the list follows what comes. */
const NEAR_PIXELS = 48;

export function MessageLog({view, texts}) {
  const log = useRef(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const toEnd = () => (log.current.scrollTop = log.current.scrollHeight);
  useLayoutEffect(() => {
    if (isAtEnd) {
      toEnd();
    }
  }, [view.lines, isAtEnd]);

  useFollowingSize(log, isAtEnd, toEnd);

  function scrolled() {
    const {scrollTop, clientHeight, scrollHeight} = log.current;
    setAtEnd(scrollHeight - scrollTop - clientHeight < NEAR_PIXELS);
  }

  return html`
    <div class="log-frame">
      <div class="log" role="log" aria-label=${texts.say('room.log')} tabindex="0" ref=${log} onScroll=${scrolled}>
        ${view.lines.length === 0 && html`<p class="line event">${texts.say('room.empty')}</p>`}
        ${view.lines.map(line => html`<${Line} key=${line.id} line=${line} texts=${texts} />`)}
      </div>
      ${!isAtEnd && html`<button type="button" class="newest" onClick=${toEnd}>${texts.say('room.newest')}</button>`}
    </div>
  `;
}

/** The keyboard of a telephone takes half of the window; the newest message stays in sight. */
function useFollowingSize(log, isAtEnd, toEnd) {
  useEffect(() => {
    const sizes = new ResizeObserver(() => isAtEnd && toEnd());
    sizes.observe(log.current);
    return () => sizes.disconnect();
  }, [isAtEnd]);
}

/** A line never changes: only another language draws it anew. */
class Line extends Component {
  shouldComponentUpdate({line, texts}) {
    return line !== this.props.line || texts !== this.props.texts;
  }

  render({line, texts}) {
    switch (line.kind) {
      case 'said':
        return html`<${Said} line=${line} texts=${texts} />`;
      case 'notice':
        return html`
          <div class="line server">
            <span class="who">${texts.say('room.server')}</span>
            <p class="text" dir="auto">${safeMessage(line.text)}</p>
          </div>
        `;
      default:
        return html`<p class=${`line ${line.kind}`}>${texts.of(line.text)}</p>`;
    }
  }
}

function Said({line, texts}) {
  const {from, own, follows, at, text} = line;
  const kind = ['line', 'said', own && 'own', follows && 'follows', at === null && 'older'].filter(Boolean).join(' ');
  return html`
    <div class=${kind}>
      <p class="who">
        <bdi class=${toneOf(from)}>${own ? texts.say('room.you') : safeText(from)}</bdi>${' '}
        <span class="when">${at === null ? texts.say('room.older') : texts.time(at)}</span>
      </p>
      <p class="text" dir="auto">${safeMessage(text)}</p>
    </div>
  `;
}
