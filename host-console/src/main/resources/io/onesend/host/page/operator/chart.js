/** A chart of fifteen minutes, with its newest numbers above it and a table of its minutes behind it. */

import {html, useEffect, useRef, useState} from './htm-preact.js';

const HEIGHT = 160;
const MINUTE = 60_000;
const AXIS_WIDTH = 72;
const AXIS_HEIGHT = 28;
const LINE_WIDTH = 1.5;

/** Loads the library that draws. It is no module: its script makes one name for the whole page. @returns {Promise<void>} */
export function loadCharts() {
  return new Promise((loaded, failed) => {
    const script = document.createElement('script');
    script.src = 'uplot.js';
    script.onload = () => loaded();
    script.onerror = () => failed(new Error('the charts could not be loaded'));
    document.head.append(script);
  });
}

/** @param {{chart: import('./charts.js').ChartRow, samples: any[], texts: import('./texts.js').Texts}} props */
export function Chart({chart, samples, texts}) {
  const last = samples.at(-1);
  return html`
    <figure class="chart" data-chart=${chart.name}>
      <figcaption>
        <h3>${texts.say(`chart.${chart.name}`)}</h3>
        <p class="legend">
          ${chart.series.map(
            (name, index) => html`
              <span key=${name} class=${`key key-${index}`}>
                ${texts.say(`series.${name}`)} <b>${written(chart, last, name, texts)}</b>
              </span>
            `,
          )}
        </p>
      </figcaption>
      <${Plot} chart=${chart} samples=${samples} texts=${texts} />
      <${Minutes} chart=${chart} samples=${samples} texts=${texts} />
    </figure>
  `;
}

/** The canvas itself. What it shows stands in the table too, so it is hidden from those who do not see it. */
function Plot({chart, samples, texts}) {
  const frame = useRef(null);
  const plot = useRef(null);
  const look = useLook();
  useEffect(() => {
    plot.current = new uPlot(optionsOf(chart, texts, frame.current), dataOf(chart, samples), frame.current);
    const sizes = new ResizeObserver(() => plot.current.setSize({width: frame.current.clientWidth, height: HEIGHT}));
    sizes.observe(frame.current);
    return () => {
      sizes.disconnect();
      plot.current.destroy();
    };
  }, [look, texts.language]);
  useEffect(() => plot.current.setData(dataOf(chart, samples)), [samples]);
  return html`<div class="plot" ref=${frame} aria-hidden="true"></div>`;
}

/** Changes when the reader's system changes its colours. */
function useLook() {
  const [look, setLook] = useState(0);
  useEffect(() => {
    const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map(text => matchMedia(text));
    const changed = () => setLook(count => count + 1);
    queries.forEach(query => query.addEventListener('change', changed));
    return () => queries.forEach(query => query.removeEventListener('change', changed));
  }, []);
  return look;
}

function optionsOf(chart, texts, frame) {
  const colour = name => {
    const probe = document.createElement('i');
    probe.className = name;
    frame.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  };
  const axis = {stroke: colour('plot-text'), grid: {stroke: colour('plot-line'), width: 1}, ticks: {show: false}};
  const write = (_, values) => values.map(value => chart.write(texts, value));
  return {
    width: frame.clientWidth,
    height: HEIGHT,
    legend: {show: false},
    cursor: {show: false},
    scales: {y: {range: (_, __, most) => [0, Math.max(chart.steps?.[0] ?? 1, most * 1.1)]}},
    axes: [{...axis, size: AXIS_HEIGHT, values: (_, times) => timesOf(times, texts)}, {...axis, ...(chart.steps === undefined ? {} : {incrs: chart.steps}), size: AXIS_WIDTH, values: write}],
    series: [{}, ...chart.series.map((_, index) => ({stroke: colour(`plot-${index}`), width: LINE_WIDTH, points: {show: false}, dash: index > 0 ? [6, 3] : []}))],
  };
}

/** With seconds where several are in one minute. @param {number[]} times at equal distances, in seconds since 1970 */
function timesOf(times, texts) {
  const isWithinMinutes = times.length > 1 && times[1] - times[0] < MINUTE / 1_000;
  return times.map(time => new Date(time * 1_000)).map(date => (isWithinMinutes ? texts.second(date) : texts.time(date)));
}

function dataOf(chart, samples) {
  return [samples.map(({at}) => at / 1_000), ...chart.series.map(name => samples.map(sample => sample[name]))];
}

function written(chart, sample, name, texts) {
  const value = sample?.[name] ?? null;
  return value === null ? '–' : chart.write(texts, value);
}

/** The last sample of each minute, the newest first. */
function Minutes({chart, samples, texts}) {
  const byMinute = new Map(samples.map(sample => [Math.floor(sample.at / MINUTE), sample]));
  const rows = [...byMinute.values()].reverse();
  return html`
    <details>
      <summary>${texts.say('chart.table')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">${texts.say('chart.time')}</th>
            ${chart.series.map(name => html`<th scope="col" key=${name} class="number">${texts.say(`series.${name}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            sample => html`
              <tr key=${sample.at}>
                <th scope="row">${texts.time(new Date(sample.at))}</th>
                ${chart.series.map(name => html`<td key=${name} class="number">${written(chart, sample, name, texts)}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </details>
  `;
}
