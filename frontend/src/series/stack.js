/** From the months of the page to what a chart draws: groups switched off, largest case left out, sums piled up. Pure. */

/**
 * @typedef {{code: string, name: string, scale: number, counts: (number | null)[], kg: (number | null)[]}} Group
 * @typedef {{month: string, code: string, kg: number, label: string}} Largest
 * @typedef {{months: string[], groups: Group[], largest?: Largest | null, href?: string}} Series
 */

/**
 * The values of each shown group, without the largest case when `without`.
 * @param {Series} series
 * @param {'counts' | 'kg'} what
 * @param {Set<string>} hidden
 * @param {boolean} without
 * @returns {number[][]} one list a group, empty lists for hidden ones
 */
export function values(series, what, hidden, without) {
  const { largest } = series;
  return series.groups.map((group) => {
    if (hidden.has(group.code)) return [];
    return group[what].map((value, index) => {
      const is = without && largest && largest.code === group.code && largest.month === series.months[index];
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
 * The group whose part of the pile holds a height.
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
 * An address for the records behind a bar.
 * @param {string} href with `{first}` and `{last}`, the days of the month, and `{code}`, the group
 * @param {string} month
 * @param {string} code
 */
export function address(href, month, code) {
  const [year, number] = month.split('-').map(Number);
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return href.replace('{first}', `${month}-01`).replace('{last}', `${month}-${days}`).replace('{code}', encodeURIComponent(code));
}
