/** What needs an operator's eyes. Each is a text with what to put in. */

import {Refusal} from './operator.js';

const SLOW_LOGIC_MILLIS = 500;
const NEAR_PERCENT = 90;

/** @param {import('./watch.js').Watch} watch @returns {import('./texts.js').Text[]} */
export function warningsOf({status, samples, slow, failure}) {
  const warnings = [];
  if (failure !== null && !(failure instanceof Refusal && failure.status === 401)) {
    warnings.push({key: 'warning.noAnswer'});
  }
  if (status !== null && status.state !== 'ready') {
    warnings.push({key: 'warning.state', values: {state: status.state}});
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
