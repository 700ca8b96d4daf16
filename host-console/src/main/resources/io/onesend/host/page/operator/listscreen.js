/** One of the lists, with what it is filtered and sorted by. */

import {html, useEffect, useState} from './htm-preact.js';
import {ActionButton} from './actiondialog.js';
import {LISTS} from './lists.js';
import {Refusal} from './operator.js';
import {addressOf} from './place.js';
import {RefusalNote} from './refusalnote.js';

export function ListScreen({name, query, operator, watch, texts, ask}) {
  const list = LISTS[name];
  const [answer, setAnswer] = useState(null);
  const [failure, setFailure] = useState(null);
  const asked = addressOf(name, query);
  useEffect(() => {
    let isWanted = true;
    watch.alsoAsk(async () => {
      const [rows, refusal] = await answerTo(operator.get(list.path, query));
      if (isWanted) {
        setAnswer(rows);
        setFailure(refusal);
      }
    });
    return () => {
      isWanted = false;
      watch.alsoAsk(null);
    };
  }, [asked]);
  const rows = answer === null ? [] : list.rows(answer);
  const change = values => {
    location.hash = addressOf(name, {...query, after: '', ...values});
  };
  return html`
    <${Filters} list=${list} query=${query} change=${change} texts=${texts} />
    <div class="actions">
      ${(list.above ?? []).map(action => html`<${ActionButton} key=${action} name=${action} ask=${ask} texts=${texts} />`)}
    </div>
    <${RefusalNote} failure=${failure} texts=${texts} />
    <${Rows} list=${list} rows=${rows} now=${watch.now()} sort=${query.sort ?? list.sort} change=${change} ask=${ask} texts=${texts} />
    <p class="hint" role="status">${answer !== null && rows.length === 0 && texts.say('list.empty')}</p>
    <${Pages} query=${query} next=${answer?.next ?? null} change=${change} texts=${texts} />
  `;
}

/** The rows, or why there are none. A server that does not answer at all is the watch's business. */
async function answerTo(asked) {
  try {
    return [await asked, null];
  } catch (failed) {
    if (!(failed instanceof Refusal)) {
      throw failed;
    }
    return [null, failed];
  }
}

function Filters({list, query, change, texts}) {
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
    </div>
  `;
}

function Rows({list, rows, now, sort, change, ask, texts}) {
  const actions = Object.entries(list.actions);
  return html`
    <div class="scroll" tabindex="0" role="region" aria-labelledby="screen-title">
      <table>
        <thead>
          <tr>
            ${list.columns.map(column => html`<${Heading} key=${column.name} column=${column} sort=${sort} change=${change} texts=${texts} />`)}
            ${ask !== null && html`<th scope="col"><span class="unseen">${texts.say('list.actions')}</span></th>`}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            row => html`
              <tr key=${list.key(row)}>
                ${list.columns.map(column => html`<td key=${column.name} class=${styleOf(column)}>${column.of(row, texts, now)}</td>`)}
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

/** Sorts by its column when it is pressed, if the server can. */
function Heading({column, sort, change, texts}) {
  const words = texts.say(`column.${column.name}`);
  const order = column.isRising ? 'ascending' : 'descending';
  return column.sort === undefined
    ? html`<th scope="col" class=${styleOf(column)}>${words}</th>`
    : html`
        <th scope="col" class=${styleOf(column)} aria-sort=${column.sort === sort ? order : 'none'}>
          <button type="button" class="sort" data-sort=${column.sort} onClick=${() => change({sort: column.sort})}>${words}</button>
        </th>
      `;
}

function styleOf({isNumber, isLong}) {
  return isNumber ? 'number' : isLong ? 'long' : '';
}

function Pages({query, next, change, texts}) {
  return html`
    <div class="actions">
      ${query.after !== undefined &&
      html`<button type="button" onClick=${() => change({})}>${texts.say('list.first')}</button>`}
      ${next !== null && html`<button type="button" onClick=${() => change({after: next})}>${texts.say('list.next')}</button>`}
    </div>
  `;
}
