/** What each key means on the confirming page: another value, a button of the page, or words to select. */
import { say } from '../words.js';
import { begin } from './selection.js';

/** Keys that may be held: they only lead from value to value. @param {string} key */
export const isWalking = (key) => /^(j|k|ArrowUp|ArrowDown)$/.test(key);

/** Whether a key means something on this page, if not at every moment. @param {string} key */
export const isOurs = (key) => /^([1-9aejknprsux=]|Enter|ArrowUp|ArrowDown)$/.test(key);

export class Keys {
  /** @type {HTMLElement} */
  #root;
  /** @type {import('./place.js').Place} */
  #place;
  /** @type {{ fill: () => boolean, tell: (text: string) => void }} */
  #page;
  /** The draft of the newest act: what `u` undoes. */
  acted = '';
  /** The draft of which an acceptance with unresolved values was asked for once already. */
  warned = '';

  /**
   * @param {HTMLElement} root what holds the text and the drafts
   * @param {import('./place.js').Place} place where its reader is
   * @param {{ fill: () => boolean, tell: (text: string) => void }} page fills the value with selected words, if there are any;
   *   says a line to the reader
   */
  constructor(root, place, page) {
    this.#root = root;
    this.#place = place;
    this.#page = page;
  }

  /**
   * @param {string} key
   * @param {EventTarget | null} target
   * @returns {boolean} whether the key means something here
   */
  press(key, target = document.activeElement) {
    if (key === 'Enter') return this.#enter(target);
    if (/^[1-9]$/.test(key)) return this.#digit(Number(key));
    if (key === 'j' || key === 'ArrowDown') return this.#place.walk(1, false);
    if (key === 'k' || key === 'ArrowUp') return this.#place.walk(-1, false);
    if (key === 'n') return this.#place.walk(1, true);
    if (key === 'p') return this.#place.walk(-1, true);
    if (key === 'a') return this.#accept();
    if (key === 'u') return this.#undo();
    if (key === '=') return this.#click(this.#place.draft, '[data-same]');
    if (key === 'r') return this.#leave();
    if (key === 'Escape') return this.#escape();
    const row = this.#place.here;
    if (!row) return false;
    if (key === 'e') return this.#change(row);
    if (key === 'x') return this.#click(row, '[data-empty]');
    if (key === 's') {
      begin(this.#place.text, this.#place.at);
      return true;
    }
    return false;
  }

  /** @param {EventTarget | null} target */
  #enter(target) {
    if (target === this.#place.text) return this.#page.fill();
    if (target instanceof HTMLElement && target.closest('button, a, summary')) return false;
    const row = this.#place.here;
    if (!row) return false;
    if (this.#click(row, '[data-keep]')) return true;
    return 'told' in row.dataset ? this.#place.onward() : this.#change(row);
  }

  /** @param {number} number */
  #digit(number) {
    const leave = this.#root.querySelector('[data-leave][open]');
    const buttons = (leave ?? this.#place.here)?.querySelectorAll(leave ? '.leave-body button' : '.choices button');
    const button = /** @type {HTMLButtonElement | undefined} */ (buttons?.[number - 1]);
    button?.click();
    return Boolean(button);
  }

  #accept() {
    const { draft } = this.#place;
    const button = /** @type {HTMLButtonElement | null} */ (draft?.querySelector('[data-accept]') ?? null);
    if (!draft || !button) return false;
    const number = draft.dataset.draft ?? '';
    if (draft.querySelector('.slot.unresolved') && this.warned !== number) {
      this.warned = number;
      this.#page.tell(say('confirm.lookFirst'));
      this.#place.enter(draft);
      return true;
    }
    button.click();
    return true;
  }

  #undo() {
    const own = this.#place.draft;
    const newest = this.acted && this.#root.querySelector(`[data-draft="${CSS.escape(this.acted)}"][data-acted]`);
    return this.#click(newest || (own && 'acted' in own.dataset ? own : this.#root.querySelector('[data-acted]')), '[data-undo]');
  }

  #leave() {
    const box = /** @type {HTMLDetailsElement | null} */ (this.#place.draft?.querySelector('[data-leave]') ?? null);
    if (!box) return false;
    box.open = !box.open;
    if (box.open) box.scrollIntoView({ block: 'nearest' });
    return true;
  }

  #escape() {
    const open = this.#root.querySelector('[data-leave][open]');
    open?.removeAttribute('open');
    if (document.activeElement === this.#place.text) this.#place.go(this.#place.at);
    return Boolean(open);
  }

  /** @param {HTMLElement} row */
  #change(row) {
    const box = /** @type {HTMLDetailsElement | null} */ (row.querySelector('[data-change]'));
    const field = box?.querySelector('input');
    if (!box || !field) return false;
    box.open = true;
    field.focus();
    field.select();
    return true;
  }

  /** @param {Element | null} where @param {string} what */
  #click(where, what) {
    const button = /** @type {HTMLButtonElement | null} */ (where?.querySelector(what) ?? null);
    button?.click();
    return Boolean(button);
  }
}
