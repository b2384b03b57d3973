/** What decides on the confirming page is meant for what its reader saw: not pressed ahead, and not twice in one moment. */
const DECISIONS = ['accept', 'reject'];
const BUTTONS = '[data-accept], [data-leave] *, [data-same]';
/** Nobody reads the next draft in less. */
const LOOK_MS = 900;

/** @param {string} name the name of an act */
export const isDecision = (name) => DECISIONS.includes(name);

/** @param {Element} root @param {string} key @param {Element | null} active @returns {boolean} whether the key decides there */
export function decides(root, key, active) {
  if (key === 'Enter') return active instanceof HTMLButtonElement && active.matches(BUTTONS);
  return key === 'a' || key === '=' || (/^[1-9]$/.test(key) && root.querySelector('[data-leave][open]') !== null);
}

export class Haste {
  #decidedAt = -Infinity;

  /** A draft was accepted or left out; another one comes under the finger. */
  decided() {
    this.#decidedAt = performance.now();
  }

  /** @param {string} name the name of an act @returns {boolean} whether it decides what nobody can have read */
  isTooSoon(name) {
    return isDecision(name) && performance.now() - this.#decidedAt < LOOK_MS;
  }
}
