/** The table of charts: which numbers of a sample each shows, and how they are written. */

import {bytesOf, numberOf} from './amounts.js';

const perSecond = (texts, number) => `${numberOf(texts, number)}/s`;
const bytesPerSecond = (texts, number) => `${bytesOf(texts, number)}/s`;
const millis = (texts, number) => `${numberOf(texts, number)} ms`;
const percent = (texts, number) => `${numberOf(texts, number)} %`;

/** An axis of bytes has round numbers of their units. */
const STEPS_OF_BYTES = Array.from({length: 41}, (_, power) => 2 ** power);

/**
 * @typedef {{
 *   name: string,
 *   series: string[],
 *   write: (texts: import('./texts.js').Texts, number: number) => string,
 *   steps?: number[],
 * }} ChartRow steps: what may be between two lines of the axis, if that is not up to the library
 */

/** @type {ChartRow[]} */
export const CHARTS = [
  {name: 'people', series: ['sessions', 'users'], write: numberOf},
  {name: 'messages', series: ['messagesPerSecond'], write: perSecond},
  {name: 'deliveries', series: ['deliveriesPerSecond'], write: perSecond},
  {name: 'bytes', series: ['bytesInPerSecond', 'bytesOutPerSecond'], write: bytesPerSecond, steps: STEPS_OF_BYTES},
  {name: 'queue', series: ['queuedBytes'], write: bytesOf, steps: STEPS_OF_BYTES},
  {name: 'logic', series: ['logicWaitMillis'], write: millis},
  {name: 'cpu', series: ['cpuPercent'], write: percent},
  {name: 'memory', series: ['heapBytes', 'residentBytes'], write: bytesOf, steps: STEPS_OF_BYTES},
];
