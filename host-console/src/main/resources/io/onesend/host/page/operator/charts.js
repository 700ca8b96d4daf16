/** The table of charts: which numbers of a sample each shows, and how they are written. */

import {bytesOf, numberOf} from './amounts.js';

const perSecond = (texts, number) => `${numberOf(texts, number)}/s`;
const bytesPerSecond = (texts, number) => `${bytesOf(texts, number)}/s`;
const millis = (texts, number) => `${numberOf(texts, number)} ms`;
const percent = (texts, number) => `${numberOf(texts, number)} %`;

/**
 * @typedef {{
 *   name: string,
 *   series: string[],
 *   write: (texts: import('./texts.js').Texts, number: number) => string,
 * }} ChartRow
 */

/** @type {ChartRow[]} */
export const CHARTS = [
  {name: 'people', series: ['sessions', 'users'], write: numberOf},
  {name: 'messages', series: ['messagesPerSecond'], write: perSecond},
  {name: 'deliveries', series: ['deliveriesPerSecond'], write: perSecond},
  {name: 'bytes', series: ['bytesInPerSecond', 'bytesOutPerSecond'], write: bytesPerSecond},
  {name: 'queue', series: ['queuedBytes'], write: bytesOf},
  {name: 'logic', series: ['logicWaitMillis'], write: millis},
  {name: 'cpu', series: ['cpuPercent'], write: percent},
  {name: 'memory', series: ['heapBytes', 'residentBytes'], write: bytesOf},
];
