/** Finding names in either script: both are folded to plain Latin letters, so that «термез» finds Termez and back. Pure. */

/** @type {Record<string, string>} */
const LATIN = {
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', ғ: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', җ: 'j', з: 'z', и: 'i', й: 'i', і: 'i', ї: 'i', ӣ: 'i', к: 'k', қ: 'k',
  л: 'l', м: 'm', н: 'n', ң: 'n', о: 'o', ө: 'o', ӯ: 'u', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ў: 'o', ұ: 'u', ү: 'u', ф: 'f', х: 'h', ҳ: 'h', һ: 'h', ц: 'ts',
  ч: 'ch', ҷ: 'j', ш: 'sh', щ: 'sh', ъ: '', ы: 'i', ь: '', э: 'e', ә: 'a', є: 'e', ю: 'yu', я: 'ya', ı: 'i', ə: 'a', ß: 'ss', ø: 'o', đ: 'd', ł: 'l',
};

/** @param {string} text */
export function fold(text) {
  const letters = [...text.toLowerCase()].map((letter) => LATIN[letter] ?? letter).join('');
  return letters.normalize('NFD').replace(/[\u0300-\u036f'’‘ʻʼ`"]/g, '').replace(/kh/g, 'h').replace(/q/g, 'k').replace(/y(?![au])/g, 'i').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/**
 * @template T
 * @typedef {{value: T, keys: string[]}} Indexed
 */

/**
 * @template T
 * @param {T[]} items
 * @param {(item: T) => string[]} names
 * @returns {Indexed<T>[]}
 */
export function index(items, names) {
  return items.map((value) => ({ value, keys: [...new Set(names(value).filter(Boolean).map(fold))].filter(Boolean) }));
}

/** @param {string[]} keys @param {string} sought lower is better; Infinity is not found */
function rank(keys, sought) {
  let best = Infinity;
  for (const key of keys) {
    if (key === sought) return 0;
    if (key.startsWith(sought)) best = Math.min(best, 1);
    else if (key.includes(` ${sought}`)) best = Math.min(best, 2);
    else if (sought.length > 2 && key.includes(sought)) best = Math.min(best, 3);
  }
  return best;
}

/**
 * The items that bear a name with this text, the best first; equal ones in their order.
 * @template T
 * @param {Indexed<T>[]} indexed
 * @param {string} text
 * @param {number} most
 * @returns {T[]}
 */
export function search(indexed, text, most) {
  const sought = fold(text);
  if (!sought) return [];
  return indexed
    .map(({ value, keys }, place) => ({ value, place, rank: rank(keys, sought) }))
    .filter((one) => one.rank < Infinity)
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .slice(0, most)
    .map((one) => one.value);
}

/** @param {number} latitude @param {number} longitude @param {number} toLatitude @param {number} toLongitude kilometres on a sphere */
export function kilometres(latitude, longitude, toLatitude, toLongitude) {
  const radians = Math.PI / 180;
  const half = Math.sin(((toLatitude - latitude) * radians) / 2) ** 2 + Math.cos(latitude * radians) * Math.cos(toLatitude * radians) * Math.sin(((toLongitude - longitude) * radians) / 2) ** 2;
  return 12742 * Math.asin(Math.sqrt(half));
}
