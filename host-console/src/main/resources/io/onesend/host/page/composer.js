/** Where the user writes a message. */

import {html, useEffect, useRef, useState} from './htm-preact.js';
import {byteLength} from './bytes.js';
import {MAX_MESSAGE_BYTES} from './protocol.js';

/** From here on the bytes left are shown as a warning. */
const FEW_BYTES = 32;

/** What browsers give as the key's code while an input method has it. */
const IN_COMPOSITION = 229;

/** Focus would open the keyboard of a telephone over the messages. */
const IS_TOUCHED = matchMedia('(pointer: coarse)');

export function Composer({session, texts}) {
  const [text, setText] = useState('');
  const field = useRef(null);
  const left = MAX_MESSAGE_BYTES - byteLength(text);
  const canSend = session.canSay && left >= 0 && text.trim() !== '';
  useEffect(() => {
    if (!IS_TOUCHED.matches) {
      field.current.focus();
    }
  }, []);

  function send(event) {
    event.preventDefault();
    if (canSend) {
      // A NUL would end the message for its readers.
      session.say(text.replaceAll('\0', ''));
      setText('');
      field.current.focus();
    }
  }

  function keyDown(event) {
    if (event.key === 'Enter' && !event.shiftKey && !isComposing(event)) {
      send(event);
    }
  }

  return html`
    <form class="composer" onSubmit=${send}>
      <label class="unseen" for="message">${texts.say('say.label')}</label>
      <textarea
        id="message" rows="1" dir="auto" enterkeyhint="send" autocomplete="off" ref=${field} value=${text}
        aria-describedby="message-hint message-left" aria-invalid=${left < 0}
        onInput=${event => setText(event.target.value)} onKeyDown=${keyDown}></textarea>
      <button type="submit" class="primary" disabled=${!canSend}>${texts.say('say.send')}</button>
      <p class="hint" id="message-hint">${texts.say('say.hint')}</p>
      <p class=${`left ${left < 0 ? 'over' : left < FEW_BYTES ? 'few' : ''}`} id="message-left">
        ${left < 0 ? texts.say('say.tooLong', {bytes: -left}) : texts.say('say.left', {bytes: left})}
      </p>
    </form>
  `;
}

/** Enter ends a composition then, and must not send: with Korean it would send a message without its last syllable, or twice. */
function isComposing(event) {
  return event.isComposing || event.keyCode === IN_COMPOSITION;
}
