/**
 * Sends one act of the confirming page and says what became of it. Most acts are one request: only where the server refuses
 * it, or leads to the door, is it asked who is signed in. Whoever signed in again meanwhile has another token, and the act is
 * sent with that one.
 */
import { cookie, standing } from '../device/standing.js';

const PART = { 'X-Chorsu-Part': '1' };
const FORBIDDEN = 403;
/** Longer than a bad line takes. */
const PATIENCE_MS = 30_000;

/**
 * What an act needs of the form: not the fields of all other values.
 * @param {HTMLFormElement} form @param {string} act
 * @param {string} [seen] what was seen of the draft, where that is not what the page shows by now
 */
export function bodyOf(form, act, seen) {
  const [name, number, path] = act.split(':');
  const body = new FormData(form);
  const own = [`seen:${number ?? ''}`, name === 'type' ? `typed:${number}:${path}` : ''];
  for (const field of new Set(body.keys())) if (/^(typed|seen):/.test(field) && !own.includes(field)) body.delete(field);
  if (seen !== undefined) body.set(own[0], seen);
  body.set('act', act);
  return body;
}

/** @typedef {{ status: number, html: string } | { why: import('../device/standing.js').Obstacle | undefined }} Outcome */

/** @param {Response} answer */
const isTurnedAway = (answer) => answer.redirected || answer.status === FORBIDDEN;
/** A server on the way answers for ours, or ours failed. @param {Response} answer */
const isStrange = (answer) => !answer.headers.has('X-Chorsu-Part');

/**
 * @param {HTMLFormElement} form @param {FormData} body
 * @returns {Promise<Outcome>} the answer, or why there is none; rejects where no answer came: it may have been done
 */
export async function send(form, body) {
  const post = () => fetch(form.action, { method: 'POST', body, headers: PART, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS) });
  let answer = await post();
  if (isTurnedAway(answer)) {
    const { standing: where = '', officer = '' } = document.body.dataset;
    const why = await standing(where, officer);
    if (why) return { why };
    const token = /** @type {HTMLInputElement} */ (form.elements.namedItem('csrfmiddlewaretoken'));
    token.value = cookie('chorsu_csrf') || token.value;
    body.set(token.name, token.value);
    answer = await post();
    if (isTurnedAway(answer)) return { why: undefined };
  }
  return isStrange(answer) ? { why: 'failed' } : { status: answer.status, html: await answer.text() };
}
