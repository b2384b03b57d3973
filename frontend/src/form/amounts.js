/**
 * Beside the quantity of each lot: what was read of it, with its unit ("= 1.2 kg"); where it can be two, one of the two is
 * chosen by a button, which writes it so that it can be no other.
 */
import { number, say } from '../words.js';
import { isMeasured, kindOf } from './check.js';
import { plainly, written } from './numbers.js';

export class Amounts {
  /** @param {HTMLElement} root of all lots @param {import('./check.js').Rules} rules */
  constructor(root, rules) {
    this.root = root;
    this.rules = rules;
    for (const type of ['input', 'change']) root.addEventListener(type, (event) => this.#show(event.target));
    root.addEventListener('click', (event) => this.#choose(event));
  }

  show() {
    for (const lot of this.root.querySelectorAll('[data-lot]')) this.#show(lot);
  }

  /** @param {EventTarget | null} target */
  #show(target) {
    const lot = target instanceof Element ? target.closest('[data-lot]') : null;
    const field = /** @type {HTMLElement | null | undefined} */ (lot?.querySelector('[data-field$=".quantity"]'));
    const input = field?.querySelector('input');
    if (!lot || !field || !input) return;
    let line = field.querySelector('[data-reading]');
    if (!line) {
      line = Object.assign(document.createElement('div'), { className: 'reading', role: 'status' });
      line.setAttribute('data-reading', '');
      input.after(line);
    }
    const said = Object.fromEntries(['kind', 'unit', 'currency'].map((code) => [code, valueOf(lot, code)]));
    const read = input.value ? written(input.value, kindOf(said, this.rules)) : { code: '' };
    const told = (/** @type {number} */ value) => amountOf(value, said, this.rules);
    const text = 'value' in read && told(read.value) ? `= ${told(read.value)}` : '';
    const readings = 'readings' in read ? read.readings.map(told).filter(Boolean) : [];
    const shown = [text, ...readings].join('|');
    if (line.getAttribute('data-reading') === shown) return;
    line.setAttribute('data-reading', shown);
    line.replaceChildren(text, ...(readings.length ? [say('form.whichNumber'), ...readings.map((one, place) => button(one, place))] : []));
  }

  /** @param {Event} event */
  #choose(event) {
    const target = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest('[data-plainly]')) : null;
    const input = target?.closest('.field')?.querySelector('input');
    if (!target || !input) return;
    input.value = plainly(input.value)[Number(target.dataset.plainly)];
    input.focus();
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** @param {string} text @param {number} place */
function button(text, place) {
  const made = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-sm', textContent: text });
  made.dataset.plainly = String(place);
  return made;
}

/** @param {Element} lot @param {string} code */
function valueOf(lot, code) {
  const found = /** @type {HTMLInputElement | HTMLSelectElement | null} */ (lot.querySelector(`input[name$=".${code}"]:checked, select[name$=".${code}"]`));
  return found?.value ?? '';
}

/** @param {number} value @param {Record<string, string>} said @param {import('./check.js').Rules} rules @returns {string} empty where no unit is chosen */
function amountOf(value, { kind, unit, currency }, { units, usual, labels }) {
  if (kind === 'cash') return currency && `${number(value, 12)} ${currency}`;
  if (usual[kind]) return number(value, 12);
  if (!units[unit]) return '';
  return `${number(value, 12)} ${isMeasured(units[unit]) ? '' : '× '}${labels[unit]}`;
}
