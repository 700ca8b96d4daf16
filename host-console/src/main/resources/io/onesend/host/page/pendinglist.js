/** The user's own messages that the room has not heard yet, or may never hear. */

import {html} from './htm-preact.js';
import {safeMessage} from './safetext.js';

export function PendingList({session, pending, texts}) {
  return html`
    <ul class="pending" aria-label=${texts.say('say.pending')} tabindex="0" hidden=${pending.length === 0}>
      ${pending.map(
        message => html`
          <li key=${message.id} data-fate=${message.fate}>
            <p class="text" dir="auto">${safeMessage(message.text)}</p>
            <p class="fate">${texts.say(`say.${message.fate}`, {why: message.why})}</p>
            ${message.fate !== 'sending' && html`<${Choice} session=${session} message=${message} texts=${texts} />`}
          </li>
        `,
      )}
    </ul>
  `;
}

function Choice({session, message, texts}) {
  return html`
    <p class="choice">
      <button type="button" disabled=${!session.canSay} onClick=${() => session.sayAgain(message.id)}>
        ${texts.say('say.again')}
      </button>
      <button type="button" class="quiet" onClick=${() => session.forget(message.id)}>${texts.say('say.forget')}</button>
    </p>
  `;
}
