/** The frame of the page: who is logged in, the screens, and the one in front. */

import {html, useEffect, useState} from './htm-preact.js';
import {ActionDialog} from './actiondialog.js';
import {Bar} from './frame.js';
import {useKeptFocus} from './keptfocus.js';
import {LoginScreen} from './loginscreen.js';
import {LISTS} from './lists.js';
import {ListScreen} from './listscreen.js';
import {Overview} from './overview.js';
import {SCREENS, addressOf, usePlace} from './place.js';
import {SettingsScreen} from './settingsscreen.js';
import {Warnings} from './warnings.js';

/**
 * @param {{
 *   operator: import('./operator.js').Operator,
 *   watch: import('./watch.js').Watch,
 *   texts: import('./texts.js').Texts,
 *   choose: (language: string) => void,
 * }} props
 */
export function App({operator, watch, texts, choose}) {
  const place = usePlace();
  const isIn = operator.identity !== null;
  useEffect(() => (isIn ? watch.start() : watch.stop()), [isIn]);
  useEffect(() => {
    document.title = `${texts.say(isIn ? `screen.${place.screen}` : 'login.title')} – ${texts.say('page.title')}`;
  });
  const leave = isIn ? {label: texts.say('login.out'), now: () => operator.logOut().catch(failed => watch.failed(failed))} : null;
  return html`
    <${Bar} texts=${texts} choose=${choose} leave=${leave}>
      ${isIn && html`<p class="hint operator">${texts.say(`role.${operator.identity.role}`, {name: operator.identity.name})}</p>`}
    <//>
    ${isIn && html`<${Screens} screen=${place.screen} texts=${texts} />`}
    <${Desk} key=${operator.turn} place=${place} operator=${operator} watch=${watch} texts=${texts} />
  `;
}

/** What is worked on. A question that somebody had begun to answer is still there after their next login. */
function Desk({place, operator, watch, texts}) {
  const [action, setAction] = useState(null);
  const title = useKeptFocus();
  if (operator.identity === null) {
    return html`<main class="screen centred"><${LoginScreen} operator=${operator} texts=${texts} /></main>`;
  }
  const ask = operator.mayChange ? setAction : null;
  return html`
    <main class="admin">
      <h2 id="screen-title" tabindex="-1" ref=${title}>${texts.say(`screen.${place.screen}`)}</h2>
      <${Warnings} watch=${watch} texts=${texts} />
      <${Screen} place=${place} operator=${operator} watch=${watch} texts=${texts} ask=${ask} />
    </main>
    ${action !== null &&
    html`<${ActionDialog} action=${action} change=${setAction} operator=${operator} watch=${watch} texts=${texts} />`}
  `;
}

function Screen({place, ...props}) {
  if (place.screen in LISTS) {
    return html`<${ListScreen} key=${place.screen} name=${place.screen} query=${place.query} ...${props} />`;
  }
  return place.screen === 'settings' ? html`<${SettingsScreen} ...${props} />` : html`<${Overview} ...${props} />`;
}

function Screens({screen, texts}) {
  return html`
    <nav class="screens" aria-label=${texts.say('page.screens')}>
      ${SCREENS.map(
        name => html`
          <a href=${addressOf(name)} key=${name} aria-current=${name === screen ? 'page' : null}>${texts.say(`screen.${name}`)}</a>
        `,
      )}
    </nav>
  `;
}
