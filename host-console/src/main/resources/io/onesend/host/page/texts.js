/** The words of the page, in the reader's language. They stand in one file for each language. */

import {safeText} from './safetext.js';

/** @typedef {{key: string, values?: Object<string, any>}} Text a key of these files, and what to put in */

/** The languages that there are, by what each is called in itself. */
export const LANGUAGES = {en: 'English', ko: '한국어'};

const KEPT_AS = 'onesend.language';

// A name from right to left must not turn the sentence around it.
const ISOLATE = '\u2068';
const END_OF_ISOLATE = '\u2069';

/** The language that the reader has chosen, or the first of the browser's that there is. */
function preferredLanguage() {
  const wanted = [kept(), ...navigator.languages.map(tag => tag.split('-')[0])];
  return wanted.find(language => Object.hasOwn(LANGUAGES, language)) ?? 'en';
}

/** @param {string} language */
function keepLanguage(language) {
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch (refused) {
    console.info('the browser keeps no language', refused.name);
  }
}

function kept() {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch (refused) {
    // Browsers refuse it where the user allows no storage.
    return null;
  }
}

export class Texts {
  /**
   * @param {string} language
   * @param {Object<string, string>} words by key
   */
  constructor(language, words) {
    this.language = language;
    this.words = words;
    this.numbers = new Intl.NumberFormat(language);
    this.times = new Intl.DateTimeFormat(language, {hour: '2-digit', minute: '2-digit'});
    this.seconds = new Intl.DateTimeFormat(language, {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'});
  }

  /** @param {string} language @returns {Promise<Texts>} */
  static async load(language) {
    const answer = await fetch(`${language}.json`);
    return new Texts(language, await answer.json());
  }

  /** @param {Text} text */
  of({key, values}) {
    return this.say(key, values);
  }

  /** @param {string} key @param {Object<string, any>} [values] */
  say(key, values = {}) {
    return this.words[key].replace(/\{(\w+)\}/g, (_, name) => this.format(values[name]));
  }

  /** The words for a name, or the name itself if there are none. @param {string} kind in front of it in the files @param {string} name */
  nameOf(kind, name) {
    return this.words[kind + name] ?? safeText(name);
  }

  /** @param {Date} date */
  time(date) {
    return this.times.format(date);
  }

  /** With its seconds, and no more than those need. @param {Date} date */
  second(date) {
    return this.seconds.format(date);
  }

  format(value) {
    if (typeof value === 'string') {
      return ISOLATE + safeText(value) + END_OF_ISOLATE;
    }
    if (value instanceof Date) {
      return this.time(value);
    }
    return typeof value === 'object' ? this.of(value) : this.numbers.format(value);
  }
}

/** The words of all languages, because one can be chosen while there is no server, and those that are read now. */
export class Languages {
  /** @param {Texts[]} all */
  constructor(all) {
    this.all = all;
    this.#read(preferredLanguage());
  }

  /** @returns {Promise<Languages>} */
  static async load() {
    return new Languages(await Promise.all(Object.keys(LANGUAGES).map(language => Texts.load(language))));
  }

  /** @param {string} language */
  choose(language) {
    this.#read(language);
    keepLanguage(language);
  }

  #read(language) {
    /** @type {Texts} */
    this.texts = this.all.find(texts => texts.language === language);
    document.documentElement.lang = language;
  }
}
