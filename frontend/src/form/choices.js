/** What the type-ahead fields offer, from the two small files that the device keeps. */
import { language, load, say } from '../words.js';
import { index } from './search.js';

/** @typedef {import('./pick.js').Choices} Choices */
/** @typedef {import('./pick.js').Choice} Choice */

const FIRST = 8;

/** @param {string} address @returns {Promise<Choices & {most: (code: string) => Record<string, number>}>} with the most known of each, by base unit */
export async function substances(address) {
  const told = await load(address);
  const russian = language() === 'ru';
  /** @type {Map<string, Choice>} */
  const byCode = new Map();
  const indexed = index(told.substances, ([, english, native, names]) => [english, native, ...names]).map(({ value: [code, english, native], keys }) => {
    const choice = { code, label: (russian ? native : english) || english, note: (russian ? english : native) || '' };
    byCode.set(code, choice);
    return { value: choice, keys };
  });
  const first = told.frequent.map((/** @type {string} */ code) => byCode.get(code)).filter(Boolean);
  const places = new Map(told.substances.map((/** @type {any[]} */ one) => [one[0], one[4]]));
  return { indexed, first, most: (code) => told.most[places.get(code) ?? 0] ?? {} };
}

/** @param {string} address @returns {Promise<Choices>} crossing points first */
export async function places(address) {
  const told = await load(address);
  const russian = language() === 'ru';
  const regions = told.regions[russian ? 'ru' : 'en'];
  const indexed = index(told.places, ([, english, native, , , , , names]) => [english, native, ...(names ?? [])]).map(({ value, keys }) => {
    const [code, english, native, region, latitude, longitude, mode] = value;
    const label = (russian ? native : english) || english;
    const other = label === english ? native : english;
    const note = [other, mode ? say('form.crossing') : '', regions[region]].filter(Boolean).join(' · ');
    return { value: { code, label, note, point: /** @type {[number, number]} */ ([latitude, longitude]) }, keys };
  });
  return { indexed, first: indexed.slice(0, FIRST).map(({ value }) => value) };
}
