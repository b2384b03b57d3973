/**
 * A number that a person wrote into one field, by the rule of `intake/schema/numbers.py`: of what is counted, and of money,
 * three digits after one sign are thousands; of a weight or a volume they can be either, and nobody guesses. Pure.
 *
 * @typedef {'measure' | 'count' | 'money'} Kind
 * @typedef {{value: number} | {code: 'not_a_number' | 'not_whole'} | {code: 'doubtful_number', readings: [number, number]}} Written
 */

/** @param {string} text digits, spaces and signs of any script to plain ones */
export function fold(text) {
  return text
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replaceAll('\u2212', '-').replaceAll('\u066b', '.').replace(/[\u066c\u060c]/g, ',').replaceAll('\u2019', "'")
    .replace(/[\s\u00a0\u2007\u2009\u202f]+/g, ' ').trim();
}

/** @param {string} text @returns {[string, string, boolean] | null} before and after the decimal sign, and whether that may part thousands */
function parts(text) {
  if (/^\d+$/.test(text)) return [text, '', false];
  const grouped = /^(\d{1,3}(?:[ ']\d{3})+)(?:[.,](\d+))?$/.exec(text);
  if (grouped) return [grouped[1].replace(/[ ']/g, ''), grouped[2] ?? '', false];
  const both = /^(?:(\d{1,3}(?:,\d{3})+)\.(\d+)|(\d{1,3}(?:\.\d{3})+),(\d+))$/.exec(text);
  if (both) return [(both[1] ?? both[3]).replace(/[.,]/g, ''), both[2] ?? both[4], false];
  if (/^\d{1,3}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,})$/.test(text)) return [text.replace(/[.,]/g, ''), '', false];
  const one = /^(\d*)[.,](\d+)$/.exec(text);
  return one ? [one[1], one[2], one[2].length === 3 && /^[1-9]\d{0,2}$/.test(one[1])] : null;
}

/** @param {string} said @param {Kind} kind @returns {Written} */
export function written(said, kind) {
  const text = fold(said);
  const sign = text.startsWith('-') ? -1 : 1;
  const found = parts(/^[+-]/.test(text) ? text.slice(1) : text);
  if (!found) return { code: 'not_a_number' };
  const [whole, fraction, either] = found;
  const [decimal, joined] = [Number(`${whole || '0'}.${fraction || '0'}`), Number(`${whole}${fraction}` || '0')];
  if (either && kind === 'measure') return { code: 'doubtful_number', readings: [sign * decimal, sign * joined] };
  if (kind === 'count' && !either && /[1-9]/.test(fraction)) return { code: 'not_whole' };
  if (kind === 'money' && !either && fraction.length > 2) return { code: 'not_a_number' };
  const value = either ? joined : decimal;
  return Number.isFinite(value) ? { value: sign * value } : { code: 'not_a_number' };
}

/**
 * The two ways of writing a doubtful number that leave no doubt, each with what it then is.
 * @param {string} said @returns {[string, string]}
 */
export function plainly(said) {
  const text = fold(said);
  return [`${text}0`, text.replace(/[.,]/, '')];
}
