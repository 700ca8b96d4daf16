/** Where the user chooses a room. */

import {html, useEffect, useRef, useState} from './htm-preact.js';
import {Notice} from './linkstate.js';

export function LobbyScreen({config, session, texts}) {
  const {first, count} = config.rooms;
  const last = first + count - 1;
  const [room, setRoom] = useState(String(first));
  const field = useRef(null);
  useEffect(() => field.current.focus(), []);

  function submit(event) {
    event.preventDefault();
    session.enter(Number(room));
  }

  return html`
    <form class="card" onSubmit=${submit}>
      <h2>${texts.say('lobby.title')}</h2>
      <p>${texts.say('lobby.hello', {user: session.place.userId})}</p>
      <${Notice} session=${session} texts=${texts} />
      <div class="field">
        <label for="room">${texts.say('lobby.room')}</label>
        <input
          id="room" type="number" inputmode="numeric" min=${first} max=${last} step="1" required ref=${field}
          value=${room} aria-describedby="room-range" onInput=${event => setRoom(event.target.value)} />
        <p class="hint" id="room-range">${texts.say('lobby.range', {first, last})}</p>
      </div>
      <button type="submit" class="primary" disabled=${session.link !== 'on'}>${texts.say('lobby.enter')}</button>
    </form>
  `;
}
