/**
 * `<chorsu-series>`: months by substance, counts and weights in two charts that share their months, never an axis.
 *
 *     <chorsu-series data="ID or address" label="Seizures by month and substance"></chorsu-series>
 *
 * Data: see `Series` in `series/stack.js`. A legend switches groups, the largest case can be left out, bars become lines. A
 * click on a bar goes to the records it counts. The page shows the same figures as a table.
 */
import 'uplot/dist/uPlot.min.css';
import '../css/series.css';
import { draw, swatch } from '../series/chart.js';
import { address, layers, partAt, values } from '../series/stack.js';
import { load, number, say } from '../words.js';

const CHARTS = /** @type {const} */ (['counts', 'kg']);

class MonthSeries extends HTMLElement {
  /** @type {import('../series/stack.js').Series | undefined} */
  #series;
  /** @type {import('uplot')[]} */
  #charts = [];
  /** @type {Set<string>} */
  #hidden = new Set();
  #without = false;
  #lines = false;
  /** @type {MutationObserver | undefined} */
  #theme;
  /** @type {ResizeObserver | undefined} */
  #size;
  #width = 0;
  /** How often it was put into a page: only the last time draws. */
  #turn = 0;

  /** A swap of the page may carry the element to its new place: then nothing is drawn anew. */
  connectedMoveCallback() {}

  async connectedCallback() {
    if (this.#charts.length) {
      this.#refresh();
      return;
    }
    const turn = ++this.#turn;
    const series = await load(this.getAttribute('data') ?? '');
    // A swap that keeps the drawn chart puts another in its place for a moment: that one must not draw.
    if (!this.isConnected || turn !== this.#turn) return;
    this.#series = series;
    this.#lay();
    this.#draw();
    this.#theme = new MutationObserver(() => this.#draw());
    this.#theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-bs-theme'] });
    this.#size = new ResizeObserver(() => {
      if (Math.abs(this.clientWidth - this.#width) > 4) this.#draw();
    });
    this.#size.observe(this);
    window.addEventListener('beforeprint', this.#printing);
    window.addEventListener('afterprint', this.#printed);
    document.addEventListener('htmx:afterSettle', this.#refresh);
    this.setAttribute('ready', '');
  }

  disconnectedCallback() {
    setTimeout(() => this.#leave(), 0);
  }

  #leave() {
    if (this.isConnected) return;
    this.#theme?.disconnect();
    this.#size?.disconnect();
    window.removeEventListener('beforeprint', this.#printing);
    window.removeEventListener('afterprint', this.#printed);
    document.removeEventListener('htmx:afterSettle', this.#refresh);
    for (const chart of this.#charts) chart.destroy();
    this.#charts = [];
  }

  #printing = () => this.#draw(true);

  #printed = () => this.#draw();

  #refresh = async () => {
    const where = this.getAttribute('data') ?? '';
    if (!document.getElementById(where)) return;
    const fresh = await load(where);
    if (JSON.stringify(fresh) === JSON.stringify(this.#series)) return;
    this.#series = fresh;
    this.#lay();
    this.#draw();
  };

  #lay() {
    const series = this.#series;
    if (!series) return;
    const legend = Object.assign(document.createElement('div'), { className: 'series-legend' });
    for (const [order, group] of series.groups.entries()) {
      const dot = Object.assign(document.createElement('span'), { className: `dot scale-${group.scale}` });
      legend.append(this.#box(group.name, !this.#hidden.has(group.code), (on) => (on ? this.#hidden.delete(group.code) : this.#hidden.add(group.code)), dot, swatch(order)));
    }
    const tools = Object.assign(document.createElement('div'), { className: 'series-legend series-tools' });
    if (series.largest) tools.append(this.#box(say('withoutLargest', { label: series.largest.label }), this.#without, (on) => (this.#without = on)));
    tools.append(this.#box(say('asLines'), this.#lines, (on) => (this.#lines = on)));
    const readout = Object.assign(document.createElement('p'), { className: 'series-readout', textContent: '\u00a0' });
    readout.setAttribute('aria-hidden', 'true');
    const boxes = CHARTS.map((what) => {
      const box = Object.assign(document.createElement('div'), { className: 'series-chart' });
      box.dataset.what = what;
      box.setAttribute('role', 'img');
      box.setAttribute('aria-label', `${this.getAttribute('label')}: ${say(what === 'kg' ? 'weights' : 'counts')}`);
      return box;
    });
    const titles = CHARTS.map((what) => Object.assign(document.createElement('h3'), { textContent: say(what === 'kg' ? 'weights' : 'counts') }));
    this.replaceChildren(legend, readout, titles[0], boxes[0], titles[1], boxes[1], tools);
  }

  /**
   * @param {string} text
   * @param {boolean} checked
   * @param {(on: boolean) => unknown} change
   * @param {HTMLElement[]} marks
   */
  #box(text, checked, change, ...marks) {
    const label = document.createElement('label');
    const box = Object.assign(document.createElement('input'), { type: 'checkbox', className: 'form-check-input', checked });
    box.addEventListener('change', () => {
      change(box.checked);
      this.#draw();
    });
    label.append(box, ...marks, text);
    return label;
  }

  #draw(print = false) {
    const series = this.#series;
    if (!series) return;
    for (const chart of this.#charts) chart.destroy();
    this.#width = this.clientWidth;
    this.#charts = CHARTS.map((what) => {
      const lists = values(series, what, this.#hidden, this.#without);
      const box = /** @type {HTMLElement} */ (this.querySelector(`[data-what=${what}]`));
      return draw(box, { months: series.months, groups: layers(series, what), lists, whole: what === 'counts', lines: this.#lines, print, onPoint: (chart) => this.#read(chart.cursor.idx, lists, what), onClick: (index, height) => this.#go(index, height, lists, what) });
    });
  }

  /** @param {number | null | undefined} index @param {number[][]} lists @param {'counts' | 'kg'} what */
  #read(index, lists, what) {
    const line = this.querySelector('.series-readout');
    const series = this.#series;
    if (!line || !series) return;
    const parts = index === null || index === undefined ? [] : layers(series, what).map((group, at) => (lists[at].length && (!group.hollow || lists[at][index]) ? `${group.name} ${number(lists[at][index])}` : '')).filter(Boolean);
    line.textContent = parts.length ? `${series.months[/** @type {number} */ (index)]}, ${say(what === 'kg' ? 'weights' : 'counts')}: ${parts.join(' · ')}` : '\u00a0';
  }

  /** @param {number} index month @param {number} height on the axis @param {number[][]} lists @param {'counts' | 'kg'} what */
  #go(index, height, lists, what) {
    const series = this.#series;
    if (!series?.href || !series.months[index]) return;
    const group = this.#lines ? -1 : partAt(lists, index, height);
    location.assign(address(series.href, series.months[index], layers(series, what)[group]?.code ?? ''));
  }
}

customElements.define('chorsu-series', MonthSeries);
