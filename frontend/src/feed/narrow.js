/**
 * What a reader asks of the feed, over the data of a line; the server says the same (`desk/stream/narrowing.py`). Pure.
 *
 * @typedef {{kind?: string, least?: string, place?: string, family?: string}} Asked `place`: codes joined by `/`, alternatives
 * @typedef {{kind?: string, precedence?: string, tells?: string}} Told `tells`: of each of its records place and family, as `UZ-SU|opioids`
 */

/**
 * Whether a line is asked for. A message that tells of no record says neither place nor family, and stays.
 * @param {Told} told @param {Asked} asked
 */
export function fits(told, { kind = '', least = '', place = '', family = '' }) {
  if (kind && told.kind !== kind) return false;
  if (Number(told.precedence ?? 0) < Number(least)) return false;
  if (!(place || family) || (told.kind === 'messages' && !told.tells)) return true;
  const codes = place.split('/').filter(Boolean);
  return pairs(told).some(([where, what]) => (!family || what === family) && (!codes.length || where.some((one) => codes.some((code) => one === code || one.startsWith(`${code}-`)))));
}

/**
 * The places that a line of records tells of: codes for the map.
 * @param {Told} told
 * @returns {string[]}
 */
export function placesOf(told) {
  return [...new Set(pairs(told).flatMap(([where]) => where))].filter(Boolean);
}

/** @param {Told} told @returns {[string[], string][]} places (two where a record lies in either) and family of each record */
function pairs({ tells = '' }) {
  return tells.split(' ').filter(Boolean).map((token) => {
    const [where, what = ''] = token.split('|');
    return [where.split('/'), what];
  });
}
