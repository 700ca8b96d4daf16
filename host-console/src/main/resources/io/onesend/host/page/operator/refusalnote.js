/** Why something did not work. The server's words are in English; the sentence before them says what they are about. */

import {html} from './htm-preact.js';
import {Refusal} from './operator.js';
import {safeText} from './safetext.js';

const WITH_OWN_WORDS = [401, 403, 404, 409, 429, 503];

/** @param {{failure: ?Error, texts: import('./texts.js').Texts}} props */
export function RefusalNote({failure, texts}) {
  return html`
    <div class="notice" role="alert">
      ${failure !== null && html`<p>${texts.say(keyOf(failure))}</p>`}
      ${failure instanceof Refusal && html`<p lang="en">${safeText(failure.message)}</p>`}
      ${failure instanceof Refusal &&
      failure.errors.length > 0 &&
      html`
        <ul lang="en">
          ${failure.errors.map(({field, message}) => html`<li key=${field}>${safeText(`${field} ${message}`)}</li>`)}
        </ul>
      `}
    </div>
  `;
}

function keyOf(failure) {
  if (!(failure instanceof Refusal)) {
    return 'failed.network';
  }
  return WITH_OWN_WORDS.includes(failure.status) ? `failed.${failure.status}` : 'failed.other';
}
