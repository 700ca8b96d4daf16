/** What the server has answered, whatever it is, in the order of the answer. A name without words of its own is the API's. */

import {durationOf, whenOf} from './amounts.js';
import {html} from './htm-preact.js';
import {safeText} from './safetext.js';

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Members whose values are written in a way of their own. */
const WRITTEN = {
  session: value => `#${value}`,
  until: (value, texts) => (value === null ? texts.say('ban.forGood') : whenOf(texts, value)),
};

/** @param {{value: any, texts: import('./texts.js').Texts}} props */
export function AnswerView({value, texts}) {
  return html`<${Member} name="" value=${value} texts=${texts} />`;
}

function Member({name, value, texts}) {
  if (Array.isArray(value) && value.length > 0) {
    return value.every(isFlat)
      ? html`<${Rows} rows=${value} texts=${texts} />`
      : html`<ul class="answer">${value.map((item, at) => html`<li key=${at}><${Member} name=${name} value=${item} texts=${texts} /></li>`)}</ul>`;
  }
  if (isObject(value) && !Array.isArray(value)) {
    return html`
      <dl class="facts answer">
        ${Object.entries(value).map(
          ([inner, member]) => html`
            <div key=${inner}>
              <dt>${texts.nameOf('member.', inner)}</dt>
              <dd><${Member} name=${inner} value=${member} texts=${texts} /></dd>
            </div>
          `,
        )}
      </dl>
    `;
  }
  return written(name, value, texts);
}

/** Several of a kind are a table. */
function Rows({rows, texts}) {
  const names = [...new Set(rows.flatMap(Object.keys))];
  return html`
    <div class="scroll" tabindex="0" role="group" aria-label=${texts.say('list.rows')}>
      <table>
        <thead>
          <tr>${names.map(name => html`<th scope="col" key=${name}>${texts.nameOf('member.', name)}</th>`)}</tr>
        </thead>
        <tbody>
          ${rows.map(
            (row, at) => html`
              <tr key=${at}>${names.map(name => html`<td key=${name}>${written(name, row[name], texts)}</td>`)}</tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function written(name, value, texts) {
  if (Object.hasOwn(WRITTEN, name)) {
    return WRITTEN[name](value, texts);
  }
  switch (typeof value) {
    case 'boolean':
      return texts.say(value ? 'answer.yes' : 'answer.no');
    case 'number':
      return name.endsWith('Millis') ? durationOf(texts, value / 1_000) : texts.format(value);
    case 'string':
      return INSTANT.test(value) ? whenOf(texts, value) : safeText(value === '' ? '–' : value);
    default:
      return texts.say('answer.none');
  }
}

function isObject(value) {
  return value !== null && typeof value === 'object';
}

function isFlat(value) {
  return isObject(value) && Object.values(value).every(member => !isObject(member));
}
