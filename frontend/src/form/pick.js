/**
 * `<chorsu-pick data-from="substances" data-code="lots.1.substance">` around a text field: offers names as one types, in
 * either script (ARIA 1.2, combobox with a list). The code of what was chosen goes into the field that `data-code` names;
 * own words have none. Without a script the field is a plain one.
 */
import { say } from '../words.js';
import { search } from './search.js';

const MOST = 8;
/** Heights of the list in pixels: three offers at least. */
const [LOWEST, HIGHEST, GAP] = [132, 320, 8];

/**
 * @typedef {{code: string, label: string, note?: string, point?: [number, number]}} Choice
 * @typedef {{indexed: import('./search.js').Indexed<Choice>[], first: Choice[]}} Choices
 */

/** @type {Record<string, Promise<Choices>>} */
const sources = {};

/** @param {string} name @param {Promise<Choices>} choices */
export function offer(name, choices) {
  sources[name] = choices;
  choices.catch(() => undefined);
}

let numbered = 0;

export class Pick extends HTMLElement {
  /** @type {Choice[]} */
  #shown = [];
  #at = -1;
  /** @type {HTMLUListElement | undefined} */
  #list;

  connectedCallback() {
    if (this.#list) return;
    const input = this.#input();
    const list = document.createElement('ul');
    list.className = 'offers';
    list.role = 'listbox';
    list.id = `offers-${++numbered}`;
    list.hidden = true;
    // A list that scrolls would take the focus of Tab: it is the field's, and walked from there.
    list.tabIndex = -1;
    list.ariaLabel = input.labels?.[0]?.firstChild?.textContent?.trim() ?? '';
    input.removeAttribute('list');
    input.role = 'combobox';
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-expanded', 'false');
    input.setAttribute('aria-controls', list.id);
    input.after(list);
    this.#list = list;
    for (const type of ['input', 'focusin', 'focusout', 'keydown', 'pointerdown', 'click']) this.addEventListener(type, this);
  }

  #input() {
    return /** @type {HTMLInputElement} */ (this.querySelector('input[type=text]'));
  }

  #code() {
    const form = this.#input().form;
    return /** @type {HTMLInputElement | null} */ (form?.elements.namedItem(this.dataset.code ?? '') ?? null);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === 'focusout') this.#close();
    else if (event.type === 'input' && event.target === this.#input()) this.#typed();
    else if (event.type === 'focusin' && !this.#input().value && !this.hasAttribute('data-quiet')) this.#look();
    else if (event.type === 'keydown') this.#key(/** @type {KeyboardEvent} */ (event));
    else if (event.type === 'pointerdown' && event.target instanceof Element && event.target.closest('[role=option]')) event.preventDefault();
    else if (event.type === 'click') this.#click(event);
  }

  #typed() {
    const code = this.#code();
    if (code) code.value = '';
    this.#look();
  }

  async #look() {
    const choices = await (sources[this.dataset.from ?? ''] ?? Promise.resolve({ indexed: [], first: [] })).catch(() => ({ indexed: [], first: [] }));
    if (!this.contains(document.activeElement)) return;
    const text = this.#input().value;
    this.#show(text.trim() ? search(choices.indexed, text, MOST) : choices.first);
    if (text.trim() && choices.indexed.length) this.#say(this.#shown.length ? say('form.found', { count: this.#shown.length }) : say('form.noneFound'));
    else this.#say('');
  }

  /** @param {string} text */
  #say(text) {
    let line = this.querySelector('[data-found]');
    if (!line) {
      line = Object.assign(document.createElement('div'), { className: 'form-note' });
      line.setAttribute('data-found', '');
      line.role = 'status';
      this.#list?.after(line);
    }
    line.textContent = text;
    line.classList.toggle('visually-hidden', this.#shown.length > 0);
  }

  /** @param {Choice[]} choices */
  #show(choices) {
    const list = /** @type {HTMLUListElement} */ (this.#list);
    this.#shown = choices;
    this.#at = -1;
    list.replaceChildren(
      ...choices.map((choice, place) => {
        const line = Object.assign(document.createElement('li'), { id: `${list.id}-${place}`, role: 'option' });
        line.dataset.place = String(place);
        line.append(Object.assign(document.createElement('bdi'), { textContent: choice.label }));
        if (choice.note) line.append(Object.assign(document.createElement('small'), { textContent: choice.note }));
        line.ariaSelected = 'false';
        return line;
      }),
    );
    list.hidden = choices.length === 0;
    this.#input().setAttribute('aria-expanded', String(!list.hidden));
    this.#input().removeAttribute('aria-activedescendant');
    if (!list.hidden) this.#fit(list);
  }

  /** Scrolls the field up where the list would lie under the bars below, and makes the list as high as there is room. @param {HTMLElement} list */
  #fit(list) {
    const pads = getComputedStyle(document.documentElement);
    const seen = window.visualViewport?.height ?? window.innerHeight;
    // A keyboard on the screen covers the bars.
    const bottom = seen - Math.max(0, (parseFloat(pads.scrollPaddingBlockEnd) || 0) - (window.innerHeight - seen));
    const top = Math.max(parseFloat(pads.scrollPaddingBlockStart) || 0, document.querySelector('.top-line')?.getBoundingClientRect().bottom ?? 0);
    const field = (this.querySelector('.field') ?? this).getBoundingClientRect();
    const lack = this.#input().getBoundingClientRect().bottom + Math.min(HIGHEST, list.scrollHeight) + GAP - bottom;
    const step = Math.min(Math.max(0, lack), field.top - top);
    if (step) window.scrollBy({ top: step, behavior: 'instant' });
    list.style.maxHeight = `${Math.max(LOWEST, Math.min(HIGHEST, bottom - this.#input().getBoundingClientRect().bottom - GAP))}px`;
  }

  #close() {
    if (this.#list && !this.#list.hidden) this.#show([]);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key } = event;
    if (event.target !== this.#input()) return;
    if (key === 'ArrowDown' && !this.#shown.length) this.#look();
    else if (key === 'ArrowDown' || key === 'ArrowUp') this.#walk(key === 'ArrowDown' ? 1 : -1);
    else if (key === 'Enter' && this.#at >= 0) this.#choose(this.#shown[this.#at]);
    else if (key === 'Enter' && this.#shown.length) this.#close();
    else if (key === 'Escape' && this.#shown.length) this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} step */
  #walk(step) {
    const lines = [...(this.#list?.children ?? [])];
    this.#at = (this.#at + step + lines.length + (this.#at < 0 && step < 0 ? 1 : 0)) % lines.length;
    lines.forEach((line, place) => {
      line.ariaSelected = String(place === this.#at);
      if (place === this.#at) {
        this.#input().setAttribute('aria-activedescendant', line.id);
        line.scrollIntoView({ block: 'nearest' });
      }
    });
  }

  /** @param {Event} event */
  #click(event) {
    const line = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest('[role=option]')) : null;
    if (line) this.#choose(this.#shown[Number(line.dataset.place)]);
  }

  /** @param {Choice} choice */
  #choose(choice) {
    this.#input().value = choice.label;
    const code = this.#code();
    if (code) code.value = choice.code;
    this.#close();
    this.#say('');
    this.dispatchEvent(new CustomEvent('chorsu:picked', { bubbles: true, detail: choice }));
  }
}
