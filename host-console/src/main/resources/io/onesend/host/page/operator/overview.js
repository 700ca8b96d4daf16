/** How the server is: its state, what needs an operator's eyes, and the charts of fifteen minutes. */

import {html} from './htm-preact.js';
import {ActionButton} from './actiondialog.js';
import {durationOf, numberOf} from './amounts.js';
import {Chart} from './chart.js';
import {CHARTS} from './charts.js';
import {warningsOf} from './warnings.js';

export function Overview({watch, texts, ask}) {
  const {status, samples} = watch;
  return html`
    <h2>${texts.say('screen.overview')}</h2>
    <${Warnings} watch=${watch} texts=${texts} />
    ${status !== null && html`<${State} status=${status} texts=${texts} />`}
    <div class="actions">
      ${['notice', 'drain', 'undrain'].map(name => html`<${ActionButton} key=${name} name=${name} ask=${ask} texts=${texts} />`)}
    </div>
    <div class="charts">
      ${CHARTS.map(chart => html`<${Chart} key=${chart.name} chart=${chart} samples=${samples} texts=${texts} />`)}
    </div>
  `;
}

/** @param {{watch: import('./watch.js').Watch, texts: import('./texts.js').Texts}} props */
function Warnings({watch, texts}) {
  const warnings = warningsOf(watch);
  return html`
    <div class="notice" role="status">
      ${warnings.length > 0 &&
      html`<ul>${warnings.map(warning => html`<li key=${warning.key}>${texts.of(warning)}</li>`)}</ul>`}
    </div>
  `;
}

function State({status, texts}) {
  const facts = [
    ['state.state', status.state === 'ready' ? texts.say('state.ready') : texts.format(status.state)],
    ['state.uptime', durationOf(texts, status.uptimeSeconds)],
    ['state.sessions', numberOf(texts, status.sessions)],
    ['state.users', numberOf(texts, status.users)],
    ['state.rooms', numberOf(texts, status.rooms)],
    ['state.transport', status.transport],
    ['state.address', status.address],
    ['state.version', status.version],
  ];
  return html`
    <dl class="facts">
      ${facts
        .filter(([, value]) => value !== null)
        .map(([key, value]) => html`<div key=${key}><dt>${texts.say(key)}</dt><dd>${value}</dd></div>`)}
    </dl>
  `;
}
