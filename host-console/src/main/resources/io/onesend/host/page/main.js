/** Starts the page: asks the server what it is like, loads the words, and draws. */

import {html, render} from './htm-preact.js';
import {App} from './app.js';
import {begin} from './frame.js';
import {Session} from './session.js';
import {Languages} from './texts.js';

/** Drawn at the latest after so long: a page that nobody sees gets no frames, and its title still counts messages. */
const DRAW_WITHIN_MILLIS = 100;

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
  const [config, languages] = await Promise.all([loadConfig(), Languages.load()]);
  let frame = null;
  let late = null;
  const session = new Session(config, drawSoon);

  function draw() {
    cancelAnimationFrame(frame);
    clearTimeout(late);
    late = null;
    render(html`<${App} config=${config} session=${session} texts=${languages.texts} choose=${choose} />`, APP);
  }

  function drawSoon() {
    if (late === null) {
      frame = requestAnimationFrame(draw);
      late = setTimeout(draw, DRAW_WITHIN_MILLIS);
    }
  }

  /** @param {string} language */
  function choose(language) {
    languages.choose(language);
    drawSoon();
  }

  addEventListener('online', () => session.connectNow());
  addEventListener('offline', drawSoon);
  document.addEventListener('visibilitychange', () => {
    session.check();
    drawSoon();
  });
  draw();
}

begin(start);
