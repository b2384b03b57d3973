/**
 * Sends what waits, one after the other, in the order in which it was made. What has no answer stays and is sent again
 * under the same number: the server takes a number once.
 */

/**
 * What became of one attempt: `sent` with the record's address, `refused` with what is wrong by field, or why all stop.
 * @typedef {{outcome: 'sent', record: string} | {outcome: 'refused', errors: Record<string, string>} |
 *   {outcome: 'offline' | 'signed-out' | 'another'}} Attempt
 */

/** @param {Response} response @returns {Promise<Attempt>} */
export async function attemptOf(response) {
  const told = response.headers.get('Content-Type')?.startsWith('application/json') ? await response.json() : undefined;
  if ((response.status === 200 || response.status === 201) && told?.record) return { outcome: 'sent', record: told.record };
  if (told?.errors) return { outcome: 'refused', errors: told.errors };
  if (response.status === 409) return { outcome: 'another' };
  if (response.status === 401 || response.status === 403) return { outcome: 'signed-out' };
  return { outcome: 'offline' };
}

/**
 * @template T
 * @param {T[]} waiting
 * @param {(one: T) => Promise<Attempt>} send
 * @param {(one: T, attempt: Attempt) => Promise<void>} settle keeps what became of one before the next is sent
 * @returns {Promise<'done' | 'offline' | 'signed-out' | 'another'>}
 */
export async function sendAll(waiting, send, settle) {
  for (const one of waiting) {
    /** @type {Attempt} */
    let attempt;
    try {
      attempt = await send(one);
    } catch {
      attempt = { outcome: 'offline' };
    }
    if (attempt.outcome !== 'sent' && attempt.outcome !== 'refused') return attempt.outcome;
    await settle(one, attempt);
  }
  return 'done';
}

/** @param {string} name @returns {string} a cookie's value */
export function cookie(name) {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
}
