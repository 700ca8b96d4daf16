/** What both pages have around their screens: how they start, their name, and the choice of the language. */

import {html} from './htm-preact.js';
import {LANGUAGES} from './texts.js';

/** The same in every language. */
export const NAME = 'onesend';

/** Runs what starts a page. One that cannot start says so. @param {() => Promise<void>} start */
export async function begin(start) {
  try {
    await start();
  } catch (failure) {
    document.getElementById('failed').hidden = false;
    throw failure;
  }
}

/**
 * The bar above the screens. What the page puts into it comes behind the name.
 *
 * @param {{
 *   texts: import('./texts.js').Texts,
 *   choose: (language: string) => void,
 *   leave: ?{label: string, now: () => void},
 *   children: any,
 * }} props leave is null while nobody is in
 */
export function Bar({texts, choose, leave, children}) {
  return html`
    <header class="bar">
      <h1 class="brand"><img src="icon.svg" alt="" width="24" height="24" /><span>${NAME}</span></h1>
      ${children}
      <${LanguageChoice} texts=${texts} choose=${choose} />
      ${leave !== null && html`<button type="button" class="quiet" onClick=${leave.now}>${leave.label}</button>`}
    </header>
  `;
}

/** The button has no key: it stays the same one, with the focus, when its language is chosen and it offers the other. */
function LanguageChoice({texts, choose}) {
  const others = Object.entries(LANGUAGES).filter(([language]) => language !== texts.language);
  return html`
    <div class="languages" role="group" aria-label=${texts.say('page.language')}>
      ${others.map(
        ([language, name]) => html`
          <button type="button" class="quiet" lang=${language} onClick=${() => choose(language)}>
            ${name}
          </button>
        `,
      )}
    </div>
  `;
}
