/**
 * What the device can see by itself to be wrong, while there is no line: the same rules as the server's, of which it has
 * the last word. Pure; lines are given in, by code.
 */

import { written } from './numbers.js';

const SLACK_MS = 3600 * 1000;
const EARLIEST = '1961-01-01';
/** As many as the server's own bound of the field. */
const MOST = 1e12;
const DRUG = 'drug';

/**
 * What is known of amounts without a line: of a unit its base, its factor and how its numbers are written; the least and the
 * most that can be meant, by kind of unit; the most known of a substance, by base unit.
 * @typedef {{units: Record<string, [string, number, string]>, usual: Record<string, string>, bounds: Record<string, [number, number]>, labels: Record<string, string>,
 *   most?: (substance: string) => Record<string, number>}} Rules
 * @typedef {(code: string, most?: string) => string} Line
 */

/** @param {any} lot @param {Rules} rules @returns {import('./numbers.js').Kind} how its quantity is written */
export function kindOf(lot, rules) {
  if (lot.kind === 'cash') return 'money';
  const unit = rules.units[lot.unit || rules.usual[lot.kind]];
  return !unit || isMeasured(unit) ? 'measure' : 'count';
}

/** @param {[string, number, string]} unit */
export const isMeasured = (unit) => ['mass', 'volume', 'area'].includes(unit[2]);

/**
 * @param {any} said @param {Line} line @param {number} now milliseconds @param {Rules} rules
 * @returns {Record<string, string>} what is wrong, by path
 */
export function check(said, line, now, rules) {
  /** @type {Record<string, string>} */
  const wrong = {};
  if (!said.date) wrong.date = line('required');
  else if (said.date < EARLIEST) wrong.date = line('too_early');
  else {
    const moment = new Date(`${said.date}T${said.time || '00:00'}`).getTime();
    if (!(moment <= now + SLACK_MS)) wrong[said.time && said.date <= dayOf(now) ? 'time' : 'date'] = line('in_the_future');
  }
  if (!said.place.text && !said.place.id && !said.place.latitude) wrong.place = line('required');
  said.lots.forEach((/** @type {any} */ lot, /** @type {number} */ place) => Object.assign(wrong, checkLot(lot, `lots.${place + 1}`, line, rules)));
  if (!said.lots.length) wrong.lots = line('no_lots');
  for (const [status, count] of Object.entries(said.persons)) if (count && !isCount(String(count))) wrong[`persons.${status}`] = line('not_a_count');
  // The last day of a release is one of UTC, as the server counts it.
  if (said.audience?.until && said.audience.until < new Date(now).toISOString().slice(0, 10)) wrong.audience = line('past_day');
  return wrong;
}

/** @param {string} text */
function isCount(text) {
  const read = written(text, 'count');
  return 'value' in read && read.value >= 0;
}

/** @param {any} lot @param {string} path @param {Line} line @param {Rules} rules */
function checkLot(lot, path, line, rules) {
  /** @type {Record<string, string>} */
  const wrong = {};
  const drug = !lot.kind || lot.kind === DRUG;
  if (drug && !lot.substance && !lot.substance_text) wrong[`${path}.substance`] = line('required');
  const read = written(lot.quantity ?? '', kindOf(lot, rules));
  if (!lot.quantity) wrong[`${path}.quantity`] = line('required');
  else if ('code' in read) wrong[`${path}.quantity`] = line(read.code);
  else if (read.value <= 0) wrong[`${path}.quantity`] = line('not_positive');
  else if (read.value > MOST) wrong[`${path}.quantity`] = line('too_much');
  if ((drug || lot.kind === 'explosive') && !lot.unit) wrong[`${path}.unit`] = line('required');
  if (lot.kind === 'cash' && !lot.currency) wrong[`${path}.currency`] = line('required');
  if (lot.packages && !isCount(lot.packages)) wrong[`${path}.packages`] = line('not_a_count');
  return wrong;
}

/**
 * What can be meant only by accident, in a seizure that is not wrong: asked about once, then taken as it is.
 * @param {any} said @param {Line} line @param {Rules} rules @param {(most: number, unit: string) => string} amount
 * @returns {Record<string, string>} by path
 */
export function doubts(said, line, rules, amount) {
  /** @type {Record<string, string>} */
  const found = {};
  said.lots.forEach((/** @type {any} */ lot, /** @type {number} */ place) => {
    const read = written(lot.quantity ?? '', kindOf(lot, rules));
    const [base, factor, kind] = lot.kind === 'cash' ? [lot.currency, 1, 'money'] : (rules.units[lot.unit || rules.usual[lot.kind]] ?? ['', 0, '']);
    const [least, most] = rules.bounds[kind] ?? rules.bounds.count;
    if (!('value' in read) || !factor) return;
    const known = lot.kind === DRUG && lot.substance ? rules.most?.(lot.substance)[base] : undefined;
    const quantity = read.value * factor;
    if (quantity > (known ?? most)) found[`lots.${place + 1}.quantity`] = line('more_than_known', amount(known ?? most, base));
    else if (quantity < least) found[`lots.${place + 1}.quantity`] = line('less_than_weighed');
  });
  return found;
}

/** @param {number} now @returns {string} the day by the device's clock */
export function dayOf(now) {
  const here = new Date(now);
  return `${here.getFullYear()}-${String(here.getMonth() + 1).padStart(2, '0')}-${String(here.getDate()).padStart(2, '0')}`;
}

/** @param {number} now @returns {string} the time by the device's clock */
export function timeOf(now) {
  const here = new Date(now);
  return `${String(here.getHours()).padStart(2, '0')}:${String(here.getMinutes()).padStart(2, '0')}`;
}
