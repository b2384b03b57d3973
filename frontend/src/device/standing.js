/** Who is signed in in this browser now; a page may be older than that. */

/** A bad line is slow; who waits longer than this wants to know. */
const PATIENCE_MS = 20_000;

/** @typedef {'offline' | 'failed' | 'signed-out' | 'another'} Obstacle `failed`: the server answers, and not as it should */

/**
 * @param {string} address where the server says who is signed in; it also gives the token that sending needs
 * @param {string} mark whose page this is
 * @returns {Promise<Obstacle | undefined>} why nothing can be sent from this page now, if so
 */
export async function standing(address, mark) {
  try {
    const answer = await fetch(address, { credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    const officer = answer.ok ? (await answer.json().catch(() => undefined))?.officer : undefined;
    if (typeof officer !== 'string') return 'failed';
    return officer === mark ? undefined : officer ? 'another' : 'signed-out';
  } catch {
    return 'offline';
  }
}

/** @param {string} name @returns {string} a cookie's value */
export function cookie(name) {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
}
