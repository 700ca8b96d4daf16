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
      <button type="button" data-action=${name} onClick=${() => ask({name, values: startOf(name, values), answer: null})}>
        ${texts.say(`action.${name}`)}
        ${values.who !== undefined && html`<span class="unseen">${texts.format(values.who)}</span>`}
      </button>
    `
  );
}

/** What the fields of an action begin with. */
function startOf(name, values) {
  return Object.fromEntries(ACTIONS[name].fields.map(field => [field.name, values[field.name] ?? field.options?.[0] ?? '']));
}

/**
 * @param {{
 *   action: {name: string, values: Object<string, string>, answer: any},
 *   change: (action: any) => void,
 *   operator: import('./operator.js').Operator,
 *   watch: import('./watch.js').Watch,
 *   texts: import('./texts.js').Texts,
 * }} props change with null closes it
 */
export function ActionDialog({action, change, operator, watch, texts}) {
  const {method, path, fields, fixed, isSerious} = ACTIONS[action.name];
  const {values, answer} = action;
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState(null);
  const dialog = useRef(null);
  const close = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  useEffect(() => answer !== null && close.current.focus(), [answer]);

  async function submit(event) {
    event.preventDefault();
    if (isAsking || answer !== null) {
      return;
    }
    setAsking(true);
    setFailure(null);
    try {
      change({...action, answer: await operator.change(method, path, {...given(values), ...fixed})});
      watch.look();
    } catch (failed) {
      setFailure(failed);
    }
    setAsking(false);
  }

  return html`
    <dialog
      ref=${dialog} aria-labelledby="action-title" aria-describedby="action-will"
      onCancel=${event => isAsking && event.preventDefault()} onClose=${() => change(null)}>
      <form onSubmit=${submit}>
        <h2 id="action-title">${texts.say(`action.${action.name}`)}</h2>
        <p id="action-will">${texts.say(`will.${action.name}`, {sessions: watch.status?.sessions ?? 0})}</p>
        ${answer === null &&
        fields.map(
          field => html`
            <${Field}
              key=${field.name} field=${field} value=${values[field.name]} texts=${texts}
              change=${value => change({...action, values: {...values, [field.name]: value}})} />
          `,
        )}
        <${RefusalNote} failure=${failure} texts=${texts} />
        <div role="status">
          ${answer !== null && html`<p>${texts.say('action.done')}</p><${AnswerView} value=${answer} texts=${texts} />`}
        </div>
        <div class="actions">
          ${answer === null &&
          html`
            <button type="submit" class=${isSerious ? 'primary serious' : 'primary'} aria-disabled=${isAsking}>
              ${texts.say(`action.${action.name}`)}
            </button>
          `}
          <button type="button" ref=${close} onClick=${() => isAsking || dialog.current.close()}>
            ${texts.say(answer === null ? 'action.cancel' : 'action.close')}
          </button>
        </div>
      </form>
    </dialog>
  `;
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
              id=${id} name=${field.name} value=${value} required=${!field.isOptional} autocomplete="off" autocapitalize="none"
              dir="auto" onInput=${event => change(event.target.value)} />
          `
        : html`
            <select id=${id} name=${field.name} value=${value} onChange=${event => change(event.target.value)}>
              ${field.options.map(option => html`<option key=${option} value=${option}>${option}</option>`)}
            </select>
          `}
    </div>
  `;
}
