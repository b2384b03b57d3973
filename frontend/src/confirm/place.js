/** Where the reader of the confirming page is: the value that is looked at, and the ways to another one. */
import { mark } from './lighting.js';

export class Place {
  /** @type {HTMLElement} */
  #root;
  /** The slot that is looked at, as `draft:path`; empty for none. */
  at = '';

  /** @param {HTMLElement} root what holds the text and the drafts */
  constructor(root) {
    this.#root = root;
  }

  get text() {
    return /** @type {HTMLElement} */ (this.#root.querySelector('[data-text]'));
  }

  /** @param {string} slot @returns {HTMLElement | null} */
  row(slot) {
    return slot ? this.#root.querySelector(`[data-slot="${CSS.escape(slot)}"]`) : null;
  }

  /** The row of the value that is looked at. */
  get here() {
    return this.row(this.at);
  }

  /** The draft of the value that is looked at, else the first that is open. */
  get draft() {
    const number = this.at.split(':')[0];
    const own = number ? this.#root.querySelector(`[data-draft="${CSS.escape(number)}"][data-state="open"]`) : null;
    return /** @type {HTMLElement | null} */ (own ?? this.#root.querySelector('[data-draft][data-state="open"]'));
  }

  /** To the first slot to look at, else to the button that accepts the first open draft. */
  start() {
    const { draft } = this;
    if (draft) this.enter(draft);
    else /** @type {HTMLElement | null} */ (this.#root.querySelector('[data-done]'))?.focus();
  }

  /** @param {Element} draft */
  enter(draft) {
    const first = /** @type {HTMLElement | null} */ (draft.querySelector('.slot.wrong, .slot.unresolved'));
    if (first) {
      this.go(first.dataset.slot ?? '');
      return;
    }
    this.mark(`${/** @type {HTMLElement} */ (draft).dataset.draft}:`);
    /** @type {HTMLElement | null} */ (draft.querySelector('[data-accept]'))?.focus();
  }

  /** @param {string} slot */
  go(slot) {
    const row = this.row(slot);
    if (!row) return;
    /** @type {HTMLDetailsElement | null} */ (row.closest('details.not-told'))?.setAttribute('open', '');
    this.mark(slot);
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  }

  /** @param {string} slot */
  mark(slot) {
    this.at = slot;
    mark(this.#root, this.text, slot);
  }

  /** On to the next value to look at, else to the button that accepts. @returns {boolean} whether there is a draft */
  onward() {
    const { draft } = this;
    if (!draft) return false;
    const rows = this.#rows().filter((row) => draft.contains(row));
    const here = rows.findIndex((row) => row.dataset.slot === this.at);
    const next = [...rows.slice(here + 1), ...rows.slice(0, here)].find((row) => row.matches('.unresolved, .wrong'));
    if (next) this.go(next.dataset.slot ?? '');
    else this.enter(draft);
    return true;
  }

  /** @param {number} step @param {boolean} unresolved only to values to look at @returns {boolean} whether there is one */
  walk(step, unresolved) {
    const here = this.#rows();
    const rows = here.filter((row) => !unresolved || row.matches('.unresolved, .wrong'));
    if (!rows.length) return false;
    const place = here.findIndex((row) => row.dataset.slot === this.at);
    const ahead = step > 0 ? here.slice(place + 1) : here.slice(0, Math.max(place, 0)).reverse();
    const next = ahead.find((row) => rows.includes(row)) ?? (step > 0 ? rows[0] : rows[rows.length - 1]);
    this.go(next.dataset.slot ?? '');
    return true;
  }

  /** @returns {HTMLElement[]} the slots of open drafts, but for those folded away */
  #rows() {
    return /** @type {HTMLElement[]} */ ([...this.#root.querySelectorAll('[data-slot]')]).filter((row) => row.checkVisibility());
  }
}
