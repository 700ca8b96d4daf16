/** Starts the page: loads the words, asks who is logged in, and draws whenever something has changed. */

import {html, render} from './htm-preact.js';
import {App} from './app.js';
import {Operator} from './operator.js';
import {Watch} from './watch.js';
import {LANGUAGES, Texts, keepLanguage, preferredLanguage} from './texts.js';

const APP = document.getElementById('app');

/** @returns {Promise<Object<string, Texts>>} */
async function loadTexts() {
  const all = await Promise.all(Object.keys(LANGUAGES).map(language => Texts.load(language)));
  return Object.fromEntries(all.map(texts => [texts.language, texts]));
}

async function start() {
  const textsByLanguage = await loadTexts();
  let texts = textsByLanguage[preferredLanguage()];
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
    document.documentElement.lang = texts.language;
    render(html`<${App} operator=${operator} watch=${watch} texts=${texts} choose=${choose} />`, APP);
  }

  /** @param {string} language */
  function choose(language) {
    texts = textsByLanguage[language];
    keepLanguage(language);
    changed();
  }

  document.addEventListener('visibilitychange', () => watch.look());
  await operator.resume();
  draw();
}

start().catch(failure => {
  document.getElementById('failed').hidden = false;
  throw failure;
});
