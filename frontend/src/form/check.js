/**
 * What the device can see by itself to be wrong, while there is no line: the same rules as the server's, of which it has
 * the last word. Pure; lines are given in, by code.
 */

/** @param {string} text digits of any script, comma or point, spaces between thousands */
export function numberOf(text) {
  const plain = text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.charCodeAt(0) & 0xf) % 10)).replace(/[\s\u00a0\u202f]/g, '').replace('\u066b', '.').replace(',', '.');
  return /^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(plain) ? Number(plain) : NaN;
}

const SLACK_MS = 3600 * 1000;

/**
 * @param {any} said
 * @param {(code: string) => string} line
 * @param {number} now milliseconds
 * @returns {Record<string, string>} what is wrong, by path
 */
export function check(said, line, now) {
  /** @type {Record<string, string>} */
  const wrong = {};
  if (!said.date) wrong.date = line('required');
  else {
    const moment = new Date(`${said.date}T${said.time || '00:00'}`).getTime();
    if (!(moment <= now + SLACK_MS)) wrong[said.time && said.date <= dayOf(now) ? 'time' : 'date'] = line('in_the_future');
  }
  if (!said.place.text && !said.place.id && !said.place.latitude) wrong.place = line('required');
  said.lots.forEach((/** @type {any} */ lot, /** @type {number} */ place) => Object.assign(wrong, checkLot(lot, `lots.${place + 1}`, line)));
  if (!said.lots.length) wrong.lots = line('no_lots');
  for (const [status, count] of Object.entries(said.persons)) {
    const number = numberOf(String(count));
    if (count && !(Number.isInteger(number) && number >= 0)) wrong[`persons.${status}`] = line('not_a_count');
  }
  return wrong;
}

/** @param {any} lot @param {string} path @param {(code: string) => string} line */
function checkLot(lot, path, line) {
  /** @type {Record<string, string>} */
  const wrong = {};
  const drug = !lot.kind || lot.kind === 'drug';
  if (drug && !lot.substance && !lot.substance_text) wrong[`${path}.substance`] = line('required');
  const number = numberOf(lot.quantity ?? '');
  if (!lot.quantity) wrong[`${path}.quantity`] = line('required');
  else if (Number.isNaN(number)) wrong[`${path}.quantity`] = line('not_a_number');
  else if (number <= 0) wrong[`${path}.quantity`] = line('not_positive');
  else if (number > 1e12) wrong[`${path}.quantity`] = line('too_much');
  if ((drug || lot.kind === 'explosive') && !lot.unit) wrong[`${path}.unit`] = line('required');
  if (lot.kind === 'cash' && !lot.currency) wrong[`${path}.currency`] = line('required');
  const packages = numberOf(lot.packages ?? '');
  if (lot.packages && !(Number.isInteger(packages) && packages >= 0)) wrong[`${path}.packages`] = line('not_a_count');
  return wrong;
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
