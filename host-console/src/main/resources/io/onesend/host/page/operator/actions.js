/**
 * The table of what an operator can change from the page: where it is sent, and what has to be told. The words for each are in the
 * files of the languages, by its name: what will happen, and what the server has answered.
 */

/**
 * @typedef {{
 *   name: string,
 *   options?: string[],
 *   isOptional?: boolean,
 * }} Field
 */

/**
 * @typedef {{
 *   method: string,
 *   path: string,
 *   fields: Field[],
 *   fixed?: Object<string, string>,
 *   isSerious?: boolean,
 * }} Action fixed: what is sent besides the fields
 */

/** @type {Object<string, Action>} */
export const ACTIONS = {
  kick: {method: 'POST', path: '/kick', fields: [{name: 'who'}, {name: 'reason', isOptional: true}]},
  ban: {
    method: 'POST',
    path: '/bans',
    fields: [{name: 'who'}, {name: 'duration', isOptional: true}, {name: 'reason', isOptional: true}],
  },
  unban: {method: 'DELETE', path: '/bans', fields: [{name: 'who'}]},
  notice: {method: 'POST', path: '/notice', fields: [{name: 'to'}, {name: 'text'}]},
  drain: {method: 'POST', path: '/drain', fields: [{name: 'over', isOptional: true}], isSerious: true},
  undrain: {method: 'DELETE', path: '/drain', fields: []},
  reloadDry: {method: 'POST', path: '/reload', fields: [], fixed: {dry: 'true'}},
  reload: {method: 'POST', path: '/reload', fields: []},
  logLevel: {
    method: 'PUT',
    path: '/log',
    fields: [
      {name: 'level', options: ['error', 'warn', 'info', 'debug', 'trace', 'off']},
      {name: 'logger', isOptional: true},
    ],
  },
  logReset: {method: 'DELETE', path: '/log', fields: []},
};
