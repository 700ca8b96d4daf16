/** How the server is configured: the values in effect, its certificates, and the levels of its log. */

import {html, useEffect, useState} from './htm-preact.js';
import {ActionButton} from './actiondialog.js';
import {AnswerView} from './answerview.js';
import {RefusalNote} from './refusalnote.js';

const PARTS = ['log', 'certificates', 'config'];
const ACTIONS_OF = {log: ['logLevel', 'logReset'], config: ['reloadDry', 'reload'], certificates: []};

export function SettingsScreen({operator, texts, ask}) {
  return PARTS.map(name => html`<${Part} key=${name} name=${name} operator=${operator} texts=${texts} ask=${ask} />`);
}

function Part({name, operator, texts, ask}) {
  const [answer, setAnswer] = useState(null);
  const [failure, setFailure] = useState(null);

  async function load() {
    try {
      setAnswer(await operator.get(`/${name}`));
      setFailure(null);
    } catch (failed) {
      setFailure(failed);
    }
  }

  useEffect(() => {
    load();
  }, []);
  return html`
    <section class="part" aria-labelledby=${`part-${name}`}>
      <h3 id=${`part-${name}`}>${texts.say(`part.${name}`)}</h3>
      <div class="actions">
        ${ACTIONS_OF[name].map(action => html`<${ActionButton} key=${action} name=${action} ask=${ask} texts=${texts} />`)}
        <button type="button" onClick=${load}>${texts.say('part.again')}</button>
      </div>
      <${RefusalNote} failure=${failure} texts=${texts} />
      ${answer !== null && html`<${AnswerView} value=${answer} texts=${texts} />`}
    </section>
  `;
}
