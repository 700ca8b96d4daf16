/** One of the lists, with what it is filtered and sorted by. */

import {html, useEffect, useState} from './htm-preact.js';
import {ActionButton} from './actiondialog.js';
import {LISTS} from './lists.js';
import {RefusalNote} from './refusalnote.js';

export function ListScreen({name, operator, watch, texts, ask}) {
  const list = LISTS[name];
  const [query, setQuery] = useState({});
  const [answer, setAnswer] = useState(null);
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    watch.alsoAsk(async () => {
      try {
        setAnswer(await operator.get(list.path, query));
        setFailure(null);
      } catch (failed) {
        setFailure(failed);
      }
    });
    return () => watch.alsoAsk(null);
  }, [name, query]);
  const rows = answer === null ? [] : list.rows(answer);
  const change = values => setQuery({...query, after: null, ...values});
  return html`
    <h2 id="list-title">${texts.say(`screen.${name}`)}</h2>
    <${Choices} list=${list} query=${query} change=${change} texts=${texts} />
    <div class="actions">
      ${(list.above ?? []).map(action => html`<${ActionButton} key=${action} name=${action} ask=${ask} texts=${texts} />`)}
    </div>
    <${RefusalNote} failure=${failure} texts=${texts} />
    <${Rows} list=${list} rows=${rows} ask=${ask} texts=${texts} />
    <p class="hint" role="status">${answer !== null && rows.length === 0 && texts.say('list.empty')}</p>
    <${Pages} query=${query} next=${answer?.next ?? null} change=${change} texts=${texts} />
  `;
}

function Choices({list, query, change, texts}) {
  return html`
    <div class="choices">
      ${(list.filters ?? []).map(
        name => html`
          <label key=${name}>
            <span>${texts.say(`filter.${name}`)}</span>
            <input name=${name} value=${query[name] ?? ''} autocapitalize="none" spellcheck=${false} dir="auto"
              onChange=${event => change({[name]: event.target.value.trim()})} />
          </label>
        `,
      )}
      ${list.sorts !== undefined &&
      html`
        <label>
          <span>${texts.say('list.sort')}</span>
          <select name="sort" value=${query.sort ?? list.sorts[0]} onChange=${event => change({sort: event.target.value})}>
            ${list.sorts.map(name => html`<option key=${name} value=${name}>${texts.say(`sort.${name}`)}</option>`)}
          </select>
        </label>
      `}
    </div>
  `;
}

function Rows({list, rows, ask, texts}) {
  const actions = Object.entries(list.actions);
  return html`
    <div class="scroll" tabindex="0" role="region" aria-labelledby="list-title">
      <table>
        <thead>
          <tr>
            ${list.columns.map(({name, isNumber}) => html`<th scope="col" key=${name} class=${isNumber ? 'number' : ''}>${texts.say(`column.${name}`)}</th>`)}
            ${ask !== null && html`<th scope="col"><span class="unseen">${texts.say('list.actions')}</span></th>`}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            row => html`
              <tr key=${list.key(row)}>
                ${list.columns.map(({name, of, isNumber}) => html`<td key=${name} class=${isNumber ? 'number' : ''}>${of(row, texts)}</td>`)}
                ${ask !== null &&
                html`<td class="row-actions">
                  ${actions.map(([action, values]) => html`<${ActionButton} key=${action} name=${action} values=${values(row)} ask=${ask} texts=${texts} />`)}
                </td>`}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function Pages({query, next, change, texts}) {
  return html`
    <div class="actions">
      ${(query.after ?? null) !== null &&
      html`<button type="button" onClick=${() => change({})}>${texts.say('list.first')}</button>`}
      ${next !== null && html`<button type="button" onClick=${() => change({after: next})}>${texts.say('list.next')}</button>`}
    </div>
  `;
}
