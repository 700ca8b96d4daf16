/** Starts the page: asks the server what it is like, loads the words, and draws. */

import {html, render} from './htm-preact.js';
import {App} from './app.js';
import {Session} from './session.js';
import {Texts, keepLanguage, preferredLanguage} from './texts.js';

/** A page that nobody sees is not drawn by the browser; its title still counts messages. */
const HIDDEN_DRAW_MILLIS = 250;

const APP = document.getElementById('app');

/**
 * The server's configuration, with the address of its WebSocket.
 *
 * @typedef {{
 *   address: URL,
 *   rooms: {first: number, count: number},
 *   login: 'password' | 'token' | 'plaintext',
 * }} Config
 */

/** @returns {Promise<Config>} */
async function loadConfig() {
  const answer = await fetch('config.json');
  const config = await answer.json();
  const address = new URL(config.websocket, location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return {...config, address};
}

async function start() {
  const [config, first] = await Promise.all([loadConfig(), Texts.load(preferredLanguage())]);
  let texts = first;
  let due = false;
  const session = new Session(config, drawSoon);

  function draw() {
    due = false;
    document.documentElement.lang = texts.language;
    render(html`<${App} config=${config} session=${session} texts=${texts} choose=${choose} />`, APP);
  }

  function drawSoon() {
    if (!due) {
      due = true;
      document.hidden ? setTimeout(draw, HIDDEN_DRAW_MILLIS) : requestAnimationFrame(draw);
    }
  }

  /** @param {string} language */
  async function choose(language) {
    texts = await Texts.load(language);
    keepLanguage(language);
    drawSoon();
  }

  addEventListener('online', () => session.connectNow());
  addEventListener('offline', drawSoon);
  document.addEventListener('visibilitychange', () => {
    session.check();
    // What was due may wait for a frame that a hidden page never gets.
    draw();
  });
  draw();
}

start().catch(failure => {
  document.getElementById('failed').hidden = false;
  throw failure;
});
