/** What needs an operator's eyes, above every screen. */

import {html} from './htm-preact.js';
import {Refusal} from './operator.js';

const SLOW_LOGIC_MILLIS = 500;
const NEAR_PERCENT = 90;

/** @param {{watch: import('./watch.js').Watch, texts: import('./texts.js').Texts}} props */
export function Warnings({watch, texts}) {
  const warnings = warningsOf(watch, texts);
  return html`
    <div class="notice" role="status">
      ${warnings.length > 0 &&
      html`<ul>${warnings.map(warning => html`<li key=${warning.key}>${texts.of(warning)}</li>`)}</ul>`}
    </div>
  `;
}

/**
 * Each is a text with what to put in.
 *
 * @param {import('./watch.js').Watch} watch
 * @param {import('./texts.js').Texts} texts
 * @returns {import('./texts.js').Text[]}
 */
function warningsOf({status, samples, slow, failure, answeredAt}, texts) {
  const warnings = [];
  if (failure !== null && !(failure instanceof Refusal && failure.status === 401)) {
    warnings.push(answeredAt === null ? {key: 'failed.network'} : {key: 'warning.noAnswer', values: {time: answeredAt}});
  }
  if (status !== null && status.state !== 'ready') {
    warnings.push({key: 'warning.state', values: {state: texts.nameOf('is.', status.state)}});
  }
  const near = (status?.limits ?? []).filter(({percent}) => percent >= NEAR_PERCENT);
  if (near.length > 0) {
    warnings.push({key: 'warning.limit', values: {limits: near.map(nearnessOf).join(', ')}});
  }
  const wait = samples.at(-1)?.logicWaitMillis ?? 0;
  if (wait > SLOW_LOGIC_MILLIS) {
    warnings.push({key: 'warning.logic', values: {millis: Math.round(wait)}});
  }
  const waiting = slow.filter(receiver => receiver.waiting).length;
  if (waiting > 0) {
    warnings.push({key: 'warning.slow', values: {count: waiting}});
  }
  return warnings;
}

/** By the name in the configuration, which is the same in all languages. */
function nearnessOf({key, name, percent}) {
  return `${key ?? name} ${percent} %`;
}
