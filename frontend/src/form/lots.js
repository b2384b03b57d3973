/** The lots of the form: one more, one less, numbered from one; names of fields follow the numbers. */
import { number, say } from '../words.js';

export class Lots {
  /** @param {HTMLElement} root @param {HTMLTemplateElement} blank @param {() => void} changed */
  constructor(root, blank, changed) {
    this.root = root;
    this.blank = blank;
    this.changed = changed;
    root.addEventListener('click', (event) => this.#click(event));
    this.#renumber();
  }

  get all() {
    return /** @type {HTMLElement[]} */ ([...this.root.querySelectorAll('[data-lot]')]);
  }

  /** @param {boolean} [focus] */
  add(focus = false) {
    const lot = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (this.blank.content.cloneNode(true)).firstElementChild);
    this.root.append(lot);
    this.#renumber();
    if (focus) /** @type {HTMLElement | null} */ (lot.querySelector('input[type=radio]:checked'))?.focus();
    this.changed();
  }

  /** @param {number} count at least one */
  reset(count) {
    this.root.replaceChildren();
    for (let made = 0; made < Math.max(1, count); made += 1) this.add();
  }

  /** @param {Event} event */
  #click(event) {
    const button = event.target instanceof Element ? event.target.closest('[data-remove-lot]') : null;
    if (!button) return;
    event.preventDefault();
    const lot = /** @type {HTMLElement} */ (button.closest('[data-lot]'));
    const next = /** @type {HTMLElement | null} */ (lot.nextElementSibling ?? lot.previousElementSibling);
    lot.remove();
    this.#renumber();
    /** @type {HTMLElement | null | undefined} */ (next?.querySelector('input'))?.focus();
    this.changed();
  }

  #renumber() {
    this.all.forEach((lot, place) => {
      const path = `lots.${place + 1}.`;
      for (const element of lot.querySelectorAll('[name^="lots."], [data-field^="lots."], [data-code^="lots."]')) {
        for (const name of ['name', 'data-field', 'data-code']) {
          const value = element.getAttribute(name);
          if (value?.startsWith('lots.')) element.setAttribute(name, value.replace(/^lots\.[^.]+\./, path));
        }
      }
      for (const element of lot.querySelectorAll('[id^="f-lots-"], [for^="f-lots-"], [aria-describedby]')) {
        for (const name of ['id', 'for', 'aria-describedby']) {
          const value = element.getAttribute(name);
          if (value) element.setAttribute(name, value.replace(/\bf-lots-[^-\s]+-/g, `f-lots-${place + 1}-`));
        }
      }
      const title = lot.querySelector('[data-lot-title]');
      if (title) title.textContent = say('form.lot', { number: number(place + 1) });
      const remove = /** @type {HTMLElement | null} */ (lot.querySelector('[data-remove-lot]'));
      if (remove) remove.hidden = this.all.length < 2;
    });
  }
}
