/** The frame of the page, and which screen is in it. */

import {html, useEffect, useRef} from './htm-preact.js';
import {ChatScreen} from './chatscreen.js';
import {Bar, NAME} from './frame.js';
import {LinkState} from './linkstate.js';
import {LobbyScreen} from './lobbyscreen.js';
import {SignInScreen} from './signinscreen.js';

/**
 * @param {{
 *   config: import('./main.js').Config,
 *   session: import('./session.js').Session,
 *   texts: import('./texts.js').Texts,
 *   choose: (language: string) => void,
 * }} props
 */
export function App({config, session, texts, choose}) {
  const isIn = session.link !== 'out' && session.admission.wasIn;
  const Screen = !isIn ? SignInScreen : session.place.room === null ? LobbyScreen : ChatScreen;
  useTitle(session, texts);
  return html`
    <${Bar} texts=${texts} choose=${choose} leave=${isIn ? {label: texts.say('signin.out'), now: () => session.signOut()} : null}>
      ${isIn && html`<${LinkState} session=${session} texts=${texts} />`}
    <//>
    <main class=${isIn ? 'screen' : 'screen centred'}>
      <${Screen} config=${config} session=${session} texts=${texts} />
    </main>
  `;
}

/** Names the room in the window's title, and counts there what was said while nobody looked. */
function useTitle(session, texts) {
  const {room, view} = session.place;
  const seen = useRef({view, count: 0});
  useEffect(() => {
    if (!document.hidden || seen.current.view !== view) {
      seen.current = {view, count: view.count};
    }
    const unseen = view.count - seen.current.count;
    const name = room === null ? NAME : `${texts.say('room.title', {room})} – ${NAME}`;
    document.title = unseen > 0 ? `(${unseen}) ${name}` : name;
  });
}
