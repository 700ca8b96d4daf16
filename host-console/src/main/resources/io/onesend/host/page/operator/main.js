/** Starts the page: loads the words, asks who is logged in, and draws whenever something has changed. */

import {html, render} from './htm-preact.js';
import {App} from './app.js';
import {loadCharts} from './chart.js';
import {begin} from './frame.js';
import {Operator} from './operator.js';
import {Watch} from './watch.js';
import {Languages} from './texts.js';

const APP = document.getElementById('app');

async function start() {
  const [languages] = await Promise.all([Languages.load(), loadCharts()]);
  let isDrawing = false;
  const operator = new Operator(changed);
  const watch = new Watch(operator, changed);

  function changed() {
    if (!isDrawing) {
      isDrawing = true;
      queueMicrotask(draw);
    }
  }

  function draw() {
    isDrawing = false;
    render(html`<${App} operator=${operator} watch=${watch} texts=${languages.texts} choose=${choose} />`, APP);
  }

  /** @param {string} language */
  function choose(language) {
    languages.choose(language);
    changed();
  }

  document.addEventListener('visibilitychange', () => watch.look());
  await operator.resume();
  draw();
}

begin(start);
