/** One chart of the pair: bars piled up or lines side by side, axis from zero. */
import uPlot from 'uplot';
import { number } from '../words.js';
import { pile } from './stack.js';

const HEIGHT = 180;
/** The width that fits a sheet of paper. */
const PAGE = 600;
/** Steps of an axis that counts: there is no half seizure. */
const WHOLE = [1, 2, 5].flatMap((step) => [0, 1, 2, 3, 4, 5, 6].map((power) => step * 10 ** power)).sort((a, b) => a - b);
const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3], [10, 4]];

/** @param {string} name */
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * A fill that prints: in black and white each group has a pattern of its own.
 * @param {number} order
 * @returns {CanvasPattern | string}
 */
function pattern(order) {
  const tile = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
  const pen = tile.getContext('2d');
  if (!pen) return '#888';
  pen.fillStyle = ['#000', '#fff', '#999', '#fff', '#fff', '#ccc'][order % 6];
  pen.fillRect(0, 0, 8, 8);
  pen.strokeStyle = '#000';
  pen.beginPath();
  if (order % 6 === 1) [pen.moveTo(0, 8), pen.lineTo(8, 0)];
  if (order % 6 === 3) [pen.moveTo(0, 4), pen.lineTo(8, 4)];
  if (order % 6 === 4) [pen.moveTo(4, 0), pen.lineTo(4, 8)];
  pen.stroke();
  return pen.createPattern(tile, 'repeat') ?? '#888';
}

/**
 * The pattern of a group as a mark for the printed legend.
 * @param {number} order
 */
export function swatch(order) {
  const mark = Object.assign(document.createElement('canvas'), { className: 'series-swatch', width: 16, height: 12 });
  const pen = mark.getContext('2d');
  if (pen) {
    pen.fillStyle = pattern(order);
    pen.fillRect(0, 0, 16, 12);
  }
  return mark;
}

/**
 * @param {HTMLElement} box
 * @param {{months: string[], groups: {scale: number, name: string, hollow: boolean}[], lists: number[][], whole: boolean, lines: boolean, print: boolean, onPoint: (u: uPlot) => void, onClick: (index: number, height: number) => void}} what
 */
export function draw(box, { months, groups, lists, whole, lines, print, onPoint, onClick }) {
  const shown = lines ? lists : pile(lists, months.length);
  const order = groups.map((_, index) => index);
  if (!lines) order.reverse();
  const ink = print ? '#000' : token('--soft');
  const grid = { stroke: print ? '#ccc' : token('--line'), width: 1 };
  const bars = uPlot.paths.bars?.({ size: [0.82, 36], align: 0 });
  const chart = new uPlot(
    {
      width: Math.max(280, print ? Math.min(box.clientWidth, PAGE) : box.clientWidth),
      height: HEIGHT,
      padding: [8, 8, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: lines }, drag: { x: false, y: false } },
      scales: { x: { time: false, range: [-0.6, months.length - 0.4] }, y: { range: (_, __, most) => [0, most > 0 ? most * 1.06 : 1] } },
      axes: [
        { stroke: ink, grid: { show: false }, ticks: { show: false }, size: 28, splits: () => ticks(months, box.clientWidth), values: (_, splits) => splits.map((index) => months[index] ?? '') },
        { stroke: ink, grid, ticks: { show: false }, size: 56, ...(whole ? { incrs: WHOLE } : {}), values: (_, splits) => splits.map((value) => number(value, 2)) },
      ],
      series: [
        {},
        ...order.map((index) => {
          const colour = print ? '#000' : token(`--scale-${groups[index].scale}`);
          const hollow = groups[index].hollow;
          const line = { stroke: colour, width: 2, dash: DASHES[index % DASHES.length], points: { show: months.length < 3 } };
          const bar = { stroke: print ? '#000' : hollow ? colour : token('--surface'), width: hollow ? 1.5 : 0.5, fill: hollow ? token('--surface') : print ? () => pattern(index) : colour, paths: bars, points: { show: false } };
          return { label: groups[index].name, show: shown[index].length > 0, ...(lines ? line : bar) };
        }),
      ],
      hooks: { setCursor: [onPoint] },
    },
    /** @type {any} */ ([months.map((_, index) => index), ...order.map((index) => (shown[index].length ? shown[index] : months.map(() => null)))]),
    box,
  );
  chart.over.addEventListener('click', (event) => onClick(chart.posToIdx(event.offsetX), chart.posToVal(event.offsetY, 'y')));
  return chart;
}

/** @param {string[]} months @param {number} width @returns {number[]} the months that get a label */
function ticks(months, width) {
  const room = Math.max(1, Math.floor((width - 64) / 64));
  const every = [1, 2, 3, 6, 12, 24, 60, 120].find((step) => months.length / step <= room) ?? 240;
  return months.map((month, index) => ({ month, index })).filter(({ month, index }) => (every < 12 ? index % every === 0 : month.endsWith('-01') && Number(month.slice(0, 4)) % (every / 12) === 0)).map(({ index }) => index);
}
