/** The frame of the page: who is logged in, the screens, and the one in front. */

import {html, useEffect, useState} from './htm-preact.js';
import {ActionDialog} from './actiondialog.js';
import {Bar} from './frame.js';
import {LoginScreen} from './loginscreen.js';
import {Overview} from './overview.js';
import {SettingsScreen} from './settingsscreen.js';
import {LISTS} from './lists.js';
import {ListScreen} from './listscreen.js';

const SCREENS = ['overview', ...Object.keys(LISTS), 'settings'];

/**
 * @param {{
 *   operator: import('./operator.js').Operator,
 *   watch: import('./watch.js').Watch,
 *   texts: import('./texts.js').Texts,
 *   choose: (language: string) => void,
 * }} props
 */
export function App({operator, watch, texts, choose}) {
  const screen = useScreen();
  const [action, setAction] = useState(null);
  const isIn = operator.identity !== null;
  useEffect(() => {
    if (isIn) {
      watch.start();
    } else {
      watch.stop();
      setAction(null);
    }
  }, [isIn]);
  useEffect(() => {
    document.title = `${texts.say(isIn ? `screen.${screen}` : 'login.title')} – ${texts.say('page.title')}`;
  });
  const props = {operator, watch, texts, ask: operator.mayChange ? setAction : null};
  return html`
    <${Bar} texts=${texts} choose=${choose} leave=${isIn ? {label: texts.say('login.out'), now: () => operator.logOut()} : null}>
      ${isIn && html`<p class="hint operator">${texts.say(`role.${operator.identity.role}`, {name: operator.identity.name})}</p>`}
    <//>
    ${isIn && html`<${Screens} screen=${screen} texts=${texts} />`}
    <main class=${isIn ? 'admin' : 'screen centred'}>
      ${isIn ? html`<${Screen} name=${screen} ...${props} />` : html`<${LoginScreen} operator=${operator} texts=${texts} />`}
    </main>
    ${action !== null &&
    html`<${ActionDialog} action=${action} operator=${operator} watch=${watch} texts=${texts} close=${() => setAction(null)} />`}
  `;
}

function Screen({name, ...props}) {
  if (name === 'overview') {
    return html`<${Overview} ...${props} />`;
  }
  return name === 'settings'
    ? html`<${SettingsScreen} ...${props} />`
    : html`<${ListScreen} key=${name} name=${name} ...${props} />`;
}

/** The screen that the address names, so that it can be kept as a bookmark and gone back to. */
function useScreen() {
  const [screen, setScreen] = useState(screenOf(location.hash));
  useEffect(() => {
    const changed = () => setScreen(screenOf(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return screen;
}

function screenOf(hash) {
  return SCREENS.find(name => hash === `#${name}`) ?? SCREENS[0];
}

function Screens({screen, texts}) {
  return html`
    <nav class="screens" aria-label=${texts.say('page.screens')}>
      ${SCREENS.map(
        name => html`
          <a href=${`#${name}`} key=${name} aria-current=${name === screen ? 'page' : null}>${texts.say(`screen.${name}`)}</a>
        `,
      )}
    </nav>
  `;
}
