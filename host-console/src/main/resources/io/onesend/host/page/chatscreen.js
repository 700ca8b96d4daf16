/** A room: its messages, its members, and where the user writes. */

import {html} from './htm-preact.js';
import {Composer} from './composer.js';
import {Notice} from './linkstate.js';
import {MemberList} from './memberlist.js';
import {MessageLog} from './messagelog.js';
import {PendingList} from './pendinglist.js';

export function ChatScreen({session, texts}) {
  const {room, view, outbox, isInRoom} = session.place;
  const isEntering = session.link === 'on' && !isInRoom;
  return html`
    <section class="chat" aria-labelledby="room-title">
      <div class="room-bar">
        <h2 id="room-title">${texts.say(isEntering ? 'room.entering' : 'room.title', {room})}</h2>
        <button type="button" class="quiet" disabled=${session.link !== 'on'} onClick=${() => session.leave()}>
          ${texts.say('room.leave')}
        </button>
      </div>
      <${MemberList} view=${view} texts=${texts} />
      <div class="talk">
        <${MessageLog} view=${view} texts=${texts} />
        <${PendingList} session=${session} pending=${outbox.pending} texts=${texts} />
        <${Notice} session=${session} texts=${texts} />
        <${Composer} session=${session} texts=${texts} />
      </div>
    </section>
  `;
}
