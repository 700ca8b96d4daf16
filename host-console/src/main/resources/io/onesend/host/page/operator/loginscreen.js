/** Where an operator logs in with a token. */

import {html, useEffect, useRef, useState} from './htm-preact.js';
import {RefusalNote} from './refusalnote.js';

export function LoginScreen({operator, texts}) {
  const [token, setToken] = useState('');
  const [failure, setFailure] = useState(null);
  const [isAsking, setAsking] = useState(false);
  const field = useRef(null);
  useEffect(() => field.current.focus(), []);

  async function submit(event) {
    event.preventDefault();
    if (isAsking) {
      return;
    }
    setAsking(true);
    try {
      await operator.logIn(token.trim());
    } catch (failed) {
      setFailure(failed);
      setToken('');
      setAsking(false);
    }
  }

  return html`
    <form class="card" onSubmit=${submit}>
      <h2>${texts.say('login.title')}</h2>
      <div class="notice" role="status">${operator.hasEnded && failure === null && texts.say('login.ended')}</div>
      <${RefusalNote} failure=${failure} texts=${texts} />
      <div class="field">
        <label for="token">${texts.say('login.token')}</label>
        <input
          id="token" name="token" type="password" value=${token} ref=${field} required autocomplete="current-password"
          autocapitalize="none" spellcheck=${false} onInput=${event => setToken(event.target.value)} />
        <p class="hint">${texts.say('login.where')}</p>
      </div>
      <button type="submit" class="primary" aria-disabled=${isAsking}>${texts.say('login.submit')}</button>
    </form>
  `;
}
