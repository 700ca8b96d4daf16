/** Asks once before something is changed: names what will happen, and shows what the server has answered. */

import {html, useEffect, useRef, useState} from './htm-preact.js';
import {ACTIONS} from './actions.js';
import {AnswerView} from './answerview.js';
import {RefusalNote} from './refusalnote.js';

/** Opens the question. Who may only look has no such button. */
export function ActionButton({name, values = {}, ask, texts}) {
  return (
    ask !== null &&
    html`
      <button type="button" data-action=${name} onClick=${() => ask({name, values})}>
        ${texts.say(`action.${name}`)}
        ${values.who !== undefined && html`<span class="unseen">${texts.format(values.who)}</span>`}
      </button>
    `
  );
}

/**
 * @param {{
 *   action: {name: string, values: Object<string, string>},
 *   operator: import('./operator.js').Operator,
 *   watch: import('./watch.js').Watch,
 *   texts: import('./texts.js').Texts,
 *   close: () => void,
 * }} props
 */
export function ActionDialog({action, operator, watch, texts, close}) {
  const {method, path, fields, isSerious} = ACTIONS[action.name];
  const [values, setValues] = useState(startOf(fields, action.values));
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState(null);
  const [answer, setAnswer] = useState(null);
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);

  async function submit(event) {
    event.preventDefault();
    setAsking(true);
    setFailure(null);
    try {
      setAnswer(await operator.change(method, path, given(values)));
      watch.look();
    } catch (failed) {
      setFailure(failed);
    }
    setAsking(false);
  }

  return html`
    <dialog ref=${dialog} aria-labelledby="action-title" onClose=${close}>
      <form onSubmit=${submit}>
        <h2 id="action-title">${texts.say(`action.${action.name}`)}</h2>
        <p>${texts.say(`will.${action.name}`)}</p>
        ${answer === null &&
        fields.map(
          field => html`
            <${Field}
              key=${field.name} field=${field} value=${values[field.name]} texts=${texts}
              change=${value => setValues({...values, [field.name]: value})} />
          `,
        )}
        <${RefusalNote} failure=${failure} texts=${texts} />
        <div role="status">
          ${answer !== null && html`<p>${texts.say('action.done')}</p><${AnswerView} value=${answer} texts=${texts} />`}
        </div>
        <div class="actions">
          ${answer === null &&
          html`
            <button type="submit" class=${isSerious ? 'primary serious' : 'primary'} disabled=${isAsking}>
              ${texts.say(`action.${action.name}`)}
            </button>
          `}
          <button type="button" onClick=${() => dialog.current.close()}>
            ${texts.say(answer === null ? 'action.cancel' : 'action.close')}
          </button>
        </div>
      </form>
    </dialog>
  `;
}

function startOf(fields, values) {
  return Object.fromEntries(fields.map(({name, options}) => [name, values[name] ?? options?.[0] ?? '']));
}

/** Without those that were left empty. */
function given(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

function Field({field, value, change, texts}) {
  const id = `field-${field.name}`;
  return html`
    <div class="field">
      <label for=${id}>${texts.say(`field.${field.name}`)}</label>
      ${field.options === undefined
        ? html`
            <input
              id=${id} name=${field.name} value=${value} required=${!field.isOptional} autocapitalize="none" dir="auto"
              onInput=${event => change(event.target.value)} />
          `
        : html`
            <select id=${id} name=${field.name} value=${value} onChange=${event => change(event.target.value)}>
              ${field.options.map(option => html`<option key=${option} value=${option}>${option}</option>`)}
            </select>
          `}
    </div>
  `;
}
