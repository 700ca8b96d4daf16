/** What the server has answered, whatever it is: names are those of the API, in the order of the answer. */

import {html} from './htm-preact.js';
import {safeText} from './safetext.js';

/** @param {{value: any, texts: import('./texts.js').Texts}} props */
export function AnswerView({value, texts}) {
  if (Array.isArray(value)) {
    return value.length > 0 && value.every(isFlat)
      ? html`<${Rows} rows=${value} texts=${texts} />`
      : html`<ul class="answer">${value.map((item, at) => html`<li key=${at}><${AnswerView} value=${item} texts=${texts} /></li>`)}</ul>`;
  }
  if (isObject(value)) {
    return html`
      <dl class="facts answer">
        ${Object.entries(value).map(
          ([name, member]) => html`
            <div key=${name}>
              <dt lang="en">${safeText(name)}</dt>
              <dd><${AnswerView} value=${member} texts=${texts} /></dd>
            </div>
          `,
        )}
      </dl>
    `;
  }
  return typeof value === 'number' ? texts.format(value) : safeText(String(value ?? '–'));
}

/** Several of a kind are a table. */
function Rows({rows, texts}) {
  const names = [...new Set(rows.flatMap(Object.keys))];
  return html`
    <div class="scroll" tabindex="0" role="group" aria-label=${texts.say('list.rows')}>
      <table lang="en">
        <thead>
          <tr>${names.map(name => html`<th scope="col" key=${name}>${safeText(name)}</th>`)}</tr>
        </thead>
        <tbody>
          ${rows.map(
            (row, at) => html`
              <tr key=${at}>${names.map(name => html`<td key=${name}><${AnswerView} value=${row[name]} texts=${texts} /></td>`)}</tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function isObject(value) {
  return value !== null && typeof value === 'object';
}

function isFlat(value) {
  return isObject(value) && Object.values(value).every(member => !isObject(member));
}
