/** Where the user signs in. */

import {html, useEffect, useRef, useState} from './htm-preact.js';
import {byteLength} from './bytes.js';
import {MAX_NAME_BYTES} from './protocol.js';

export function SignInScreen({config, session, texts}) {
  const [userId, setUserId] = useState(session.place.userId);
  const [secret, setSecret] = useState('');
  const isConnecting = session.link === 'connecting';
  const isTooLong = bytesOver(userId.normalize('NFC')) > 0 || bytesOver(secret) > 0;
  const byToken = config.login === 'token';

  function submit(event) {
    event.preventDefault();
    if (!isConnecting && !isTooLong) {
      session.signIn(userId, secret);
      setSecret('');
    }
  }

  return html`
    <form class="card" onSubmit=${submit}>
      <h2>${texts.say('signin.title')}</h2>
      <div class="notice" role="alert">${session.notice && html`<p>${texts.of(session.notice)}</p>`}</div>
      <${NameField}
        id="user" label=${texts.say('signin.user')} value=${userId} change=${setUserId} texts=${texts}
        type="text" autocomplete="username" required focus />
      <${NameField}
        id="secret" label=${texts.say(byToken ? 'signin.token' : 'signin.password')} value=${secret} change=${setSecret}
        texts=${texts} type="password" autocomplete=${byToken ? 'one-time-code' : 'current-password'} />
      ${!isPrivate() && html`<p class="hint">${texts.say('signin.notEncrypted')}</p>`}
      <button type="submit" class="primary" disabled=${isConnecting || isTooLong}>
        ${texts.say(isConnecting ? 'link.connecting' : 'signin.submit')}
      </button>
    </form>
  `;
}

function NameField({id, label, value, change, texts, type, autocomplete, required, focus}) {
  const field = useRef(null);
  useEffect(() => {
    if (focus) {
      field.current.focus();
    }
  }, []);
  const over = bytesOver(value.normalize('NFC'));
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <input
        id=${id} name=${id} type=${type} value=${value} autocomplete=${autocomplete} required=${required}
        ref=${field} autocapitalize="none" spellcheck=${false} dir="auto"
        aria-invalid=${over > 0} aria-describedby=${`${id}-problem`}
        onInput=${event => change(event.target.value)} />
      <p class="problem" id=${`${id}-problem`}>${over > 0 && texts.say('signin.tooLong', {bytes: over})}</p>
    </div>
  `;
}

function bytesOver(text) {
  return byteLength(text) - MAX_NAME_BYTES;
}

/** Whether nobody between here and the server can listen. */
function isPrivate() {
  return location.protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
}
