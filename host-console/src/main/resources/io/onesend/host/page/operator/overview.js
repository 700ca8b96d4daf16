/** How the server is: its state, and the charts of fifteen minutes. */

import {html} from './htm-preact.js';
import {ActionButton} from './actiondialog.js';
import {durationOf, numberOf} from './amounts.js';
import {Chart} from './chart.js';
import {CHARTS} from './charts.js';
import {safeText} from './safetext.js';

export function Overview({watch, texts, ask}) {
  const {status, samples} = watch;
  const isDraining = status?.state === 'draining';
  return html`
    ${status !== null && html`<${State} status=${status} texts=${texts} />`}
    <div class="actions">
      ${['notice', isDraining ? 'undrain' : 'drain'].map(name => html`<${ActionButton} key=${name} name=${name} ask=${ask} texts=${texts} />`)}
    </div>
    <div class="charts">
      ${CHARTS.map(chart => html`<${Chart} key=${chart.name} chart=${chart} samples=${samples} texts=${texts} />`)}
    </div>
  `;
}

function State({status, texts}) {
  const facts = [
    ['state.state', texts.nameOf('is.', status.state)],
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
        .map(([key, value]) => html`<div key=${key}><dt>${texts.say(key)}</dt><dd>${safeText(value)}</dd></div>`)}
    </dl>
  `;
}
