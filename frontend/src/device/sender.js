/**
 * Sends what waits, one after the other, in the order in which it was made. What has no answer stays and is sent again
 * under the same number: the server takes a number once. One that the server fails over holds up none of the others.
 */

/**
 * What became of one attempt: `sent` with the record's address, `refused` with what is wrong by field, `too-large` for
 * something on the way, `failed` with the status of an answer that says neither, or why all stop.
 * @typedef {{outcome: 'sent', record: string} | {outcome: 'refused', errors: Record<string, string>} | {outcome: 'too-large'} |
 *   {outcome: 'failed', status: number} | {outcome: 'offline' | 'signed-out' | 'another'}} Attempt
 */

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** @param {number} tries how often it has failed @returns {number} milliseconds until it is tried again */
export const waitAfter = (tries) => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, tries - 1));

/** @param {Response} response @returns {Promise<Attempt>} */
export async function attemptOf(response) {
  const told = response.headers.get('Content-Type')?.startsWith('application/json') ? await response.json().catch(() => undefined) : undefined;
  if ((response.status === 200 || response.status === 201) && told?.record) return { outcome: 'sent', record: told.record };
  if (told?.errors) return { outcome: 'refused', errors: told.errors };
  if (told && response.status === 409) return { outcome: 'another' };
  if (response.status === 401 || response.status === 403) return { outcome: 'signed-out' };
  return response.status === 413 ? { outcome: 'too-large' } : { outcome: 'failed', status: response.status };
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
    if (attempt.outcome === 'offline' || attempt.outcome === 'signed-out' || attempt.outcome === 'another') return attempt.outcome;
    await settle(one, attempt);
  }
  return 'done';
}
