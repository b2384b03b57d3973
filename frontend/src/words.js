/** The words that islands say: the page hands them over in its reader's language. */

/** @type {Record<string, string> | undefined} */
let words;

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] replace `%(name)s`
 * @returns {string}
 */
export function say(key, values = {}) {
  words ??= { ...parsed('ui-words'), ...parsed('page-words') };
  return (words?.[key] ?? key).replace(/%\((\w+)\)s/g, (_, name) => String(values[name] ?? ''));
}

/** @param {string} id @returns {Record<string, string>} the words of every page, or those of this one */
function parsed(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? '{}');
}

/** @returns {string} the page's language */
export function language() {
  return document.documentElement.lang || 'en';
}

/** Digits as the server writes them, also where the language has others of its own. */
const digits = () => `${language()}-u-nu-latn`;

/**
 * @param {number} value
 * @param {number} [most] fraction digits
 */
export function number(value, most = 1) {
  const small = most > 0 && value !== 0 && Math.abs(value) < 1;
  return new Intl.NumberFormat(digits(), small ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: most }).format(value);
}

/** @param {string} day as 2026-11-25 @returns {string} the day in words; empty for what is none */
export function inWords(day) {
  const moment = new Date(`${day}T12:00`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(moment.getTime())) return '';
  return new Intl.DateTimeFormat(digits(), { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' }).format(moment);
}

/**
 * An age in short words, by the reader's language.
 * @param {number} seconds
 */
export function age(seconds) {
  const [value, unit] = seconds < 90 ? [seconds, 'second'] : seconds < 5400 ? [seconds / 60, 'minute'] : [seconds / 3600, 'hour'];
  return new Intl.NumberFormat(digits(), { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 }).format(Math.round(value));
}

/**
 * The JSON that an attribute points to: the id of a script element, or an address.
 * @param {string} where
 * @returns {Promise<any>}
 */
export async function load(where) {
  const element = document.getElementById(where);
  if (element) return JSON.parse(element.textContent ?? 'null');
  const answer = await fetch(where, { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`${where}: ${answer.status}`);
  return answer.json();
}
