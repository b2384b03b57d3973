/** From the months of the page to what a chart draws: groups switched off, largest case left out, sums piled up. Pure. */

/**
 * @typedef {{code: string, name: string, scale: number, counts: (number | null)[], kg: (number | null)[], estimated?: (number | null)[], estimatedName?: string}} Group
 * @typedef {{month: string, code: string, kg: number, label: string}} Largest
 * @typedef {{months: string[], groups: Group[], largest?: Largest | null, href?: string}} Series
 */

/**
 * @typedef {{code: string, name: string, scale: number, hollow: boolean, data: (number | null)[]}} Layer
 */

/**
 * What is piled up: each group, and for weights on top of them all what is only estimated, drawn hollow.
 * @param {Series} series
 * @param {'counts' | 'kg'} what
 * @returns {Layer[]}
 */
export function layers(series, what) {
  const solid = series.groups.map((group) => ({ code: group.code, name: group.name, scale: group.scale, hollow: false, data: group[what] }));
  if (what === 'counts') return solid;
  const provisional = series.groups.filter((group) => group.estimated?.some((value) => value));
  return [...solid, ...provisional.map((group) => ({ code: group.code, name: group.estimatedName ?? group.name, scale: group.scale, hollow: true, data: group.estimated ?? [] }))];
}

/**
 * The values of each shown layer, without the largest case when `without`.
 * @param {Series} series
 * @param {'counts' | 'kg'} what
 * @param {Set<string>} hidden
 * @param {boolean} without
 * @returns {number[][]} one list a layer, empty lists for groups that are switched off
 */
export function values(series, what, hidden, without) {
  const { largest } = series;
  return layers(series, what).map((layer) => {
    if (hidden.has(layer.code)) return [];
    return layer.data.map((value, index) => {
      const is = without && !layer.hollow && largest && largest.code === layer.code && largest.month === series.months[index];
      return Math.max(0, (value ?? 0) - (is ? (what === 'kg' ? largest.kg : 1) : 0));
    });
  });
}

/**
 * Piles the lists up: the k-th shows the sum of the first k.
 * @param {number[][]} lists
 * @param {number} length
 */
export function pile(lists, length) {
  const sum = new Array(length).fill(0);
  return lists.map((list) => {
    if (!list.length) return [];
    for (let index = 0; index < length; index += 1) sum[index] += list[index];
    return [...sum];
  });
}

/**
 * The layer whose part of the pile holds a height.
 * @param {number[][]} lists
 * @param {number} index month
 * @param {number} height
 * @returns {number} -1 above the pile
 */
export function partAt(lists, index, height) {
  let sum = 0;
  for (let group = 0; group < lists.length; group += 1) {
    sum += lists[group][index] ?? 0;
    if (lists[group].length && height <= sum) return group;
  }
  return -1;
}

/**
 * An address for the records behind a bar: what was asked stays, held to the month and, where one is known, to the group.
 * @param {string} href with `{first}` and `{last}`, the days of the month, and `{code}`, the group
 * @param {string} month
 * @param {string} code
 */
export function address(href, month, code) {
  const [year, number] = month.split('-').map(Number);
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const [path, query = ''] = href.split('?');
  const asked = new URLSearchParams();
  const places = new Map([['{first}', `${month}-01`], ['{last}', `${month}-${days}`], ['{code}', code]]);
  for (const [key, value] of new URLSearchParams(query)) {
    const filled = places.get(value);
    if (filled === undefined) asked.append(key, value);
    else if (filled) asked.set(key, narrower(value, filled, asked.get(key)));
  }
  return `${path}?${asked}`;
}

/** @param {string} place @param {string} filled @param {string | null} before a day that was asked already */
function narrower(place, filled, before) {
  if (!before || place === '{code}') return filled;
  return (place === '{first}') === before > filled ? before : filled;
}
