/**
 * `<chorsu-table name="records">` around a table: columns to choose, density, selection. What a reader chose stays in
 * this browser under the table's name. Without a script the table shows its first columns and works.
 */
import { number, say } from '../words.js';

/** Brings the cell that a value came from into the view of its sheet, sideways only: the page does not jump. */
export function showCells() {
  for (const cell of document.querySelectorAll('.sheet td.here')) {
    const sheet = cell.closest('.sheet-wrap');
    if (!(sheet instanceof HTMLElement) || !(cell instanceof HTMLElement)) continue;
    const [inner, outer] = [cell.getBoundingClientRect(), sheet.getBoundingClientRect()];
    if (inner.right > outer.right || inner.left < outer.left) sheet.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }
}

/** Each cell of a table that is cards on a phone gets the title of its column, where the server wrote none. */
export function titleCells() {
  for (const table of document.querySelectorAll('table.titled')) {
    const titles = [...table.querySelectorAll('thead th')].map((title) => title.textContent?.trim() ?? '');
    for (const row of table.querySelectorAll('tbody tr')) {
      const cells = [...row.children].filter((cell) => cell instanceof HTMLTableCellElement);
      // A row whose first cells are those of the row above begins later.
      const first = cells.every((cell) => cell.colSpan === 1) ? titles.length - cells.length : 0;
      cells.forEach((cell, nth) => {
        if (cell.colSpan === 1) cell.dataset.title ??= titles[first + nth] ?? '';
      });
    }
  }
}

export class DataTable extends HTMLElement {
  connectedCallback() {
    this.addEventListener('change', this);
    this.addEventListener('click', this);
    const kept = this.#kept();
    if (kept.dense) this.#setDense(true);
    for (const box of this.#boxes()) {
      if (kept.columns && box.value in kept.columns) box.checked = kept.columns[box.value];
      this.#showColumn(box.value, box.checked);
    }
  }

  /** @param {Event} event */
  handleEvent(event) {
    const target = /** @type {HTMLInputElement} */ (event.target);
    if (event.type === 'click') {
      if (target.closest('[data-density]')) this.#setDense(!this.querySelector('table')?.classList.contains('dense'), true);
      return;
    }
    if (target.closest('[data-columns]')) {
      this.#showColumn(target.value, target.checked);
      this.#keep({ columns: Object.fromEntries(this.#boxes().map((box) => [box.value, box.checked])) });
    } else if (target.matches('[data-tick-all]')) {
      for (const tick of this.#ticks()) tick.checked = target.checked;
    }
    this.#count();
  }

  /** The first column stays: it leads to what its row tells of. @returns {HTMLInputElement[]} */
  #boxes() {
    return [...this.querySelectorAll('[data-columns] input:enabled')].filter((box) => box instanceof HTMLInputElement);
  }

  /** @returns {HTMLInputElement[]} */
  #ticks() {
    return [...this.querySelectorAll('[data-row] .tick input')].filter((box) => box instanceof HTMLInputElement);
  }

  #count() {
    const ticked = this.#ticks().filter((tick) => tick.checked);
    for (const tick of this.#ticks()) tick.closest('tr')?.classList.toggle('picked', tick.checked);
    const line = /** @type {HTMLElement | null} */ (this.querySelector('[data-selected]'));
    if (line) {
      line.hidden = ticked.length === 0;
      line.textContent = say('selected', { count: number(ticked.length) });
    }
    this.dispatchEvent(new CustomEvent('chorsu:selection', { bubbles: true, detail: { values: ticked.map((tick) => tick.value) } }));
  }

  /** @param {string} key @param {boolean} shown */
  #showColumn(key, shown) {
    for (const cell of this.querySelectorAll(`[data-column="${CSS.escape(key)}"]`)) cell.classList.toggle('off', !shown);
  }

  /** @param {boolean} dense @param {boolean} [keep] */
  #setDense(dense, keep = false) {
    this.querySelector('table')?.classList.toggle('dense', dense);
    this.querySelector('[data-density]')?.setAttribute('aria-pressed', String(dense));
    if (keep) this.#keep({ dense });
  }

  /** @returns {{dense?: boolean, columns?: Record<string, boolean>}} */
  #kept() {
    try {
      return JSON.parse(localStorage.getItem(`chorsu-table-${this.getAttribute('name')}`) ?? '{}');
    } catch {
      return {};
    }
  }

  /** @param {object} change */
  #keep(change) {
    try {
      localStorage.setItem(`chorsu-table-${this.getAttribute('name')}`, JSON.stringify({ ...this.#kept(), ...change }));
    } catch {
      // kept for this page only
    }
  }
}
