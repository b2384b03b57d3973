/**
 * `<chorsu-rows>`: rows of a form, added as one types.
 *
 *     <chorsu-rows>
 *       <table> … <tbody data-rows> <tr> fields </tr> … </tbody> </table>
 *       <button type="submit" name="more" data-more>More rows</button>
 *     </chorsu-rows>
 *
 * What is typed into the last row adds an empty one after it. `Enter` in a field goes to the first field of the next row
 * instead of sending the form. Without a script the button fetches the form anew with more rows; here it adds one.
 */
class Rows extends HTMLElement {
  connectedCallback() {
    this.addEventListener('input', this.#grow);
    this.addEventListener('keydown', this.#next);
    this.querySelector('[data-more]')?.addEventListener('click', this.#more);
  }

  get #body() {
    return /** @type {HTMLTableSectionElement} */ (this.querySelector('[data-rows]'));
  }

  #add() {
    const last = this.#body.rows[this.#body.rows.length - 1];
    const row = /** @type {HTMLTableRowElement} */ (last.cloneNode(true));
    for (const field of row.querySelectorAll('input')) field.value = '';
    for (const choice of row.querySelectorAll('select')) choice.selectedIndex = 0;
    this.#body.append(row);
    return row;
  }

  #grow = (/** @type {Event} */ event) => {
    const row = /** @type {HTMLElement} */ (event.target).closest('tr');
    if (row && row === this.#body.rows[this.#body.rows.length - 1]) this.#add();
  };

  #next = (/** @type {KeyboardEvent} */ event) => {
    const field = /** @type {HTMLElement} */ (event.target);
    const row = field.closest('tr');
    if (event.key !== 'Enter' || field.tagName !== 'INPUT' || !row) return;
    event.preventDefault();
    const next = /** @type {HTMLTableRowElement} */ (row.nextElementSibling ?? this.#add());
    /** @type {HTMLInputElement} */ (next.querySelector('input:not([type=hidden])')).focus();
  };

  #more = (/** @type {Event} */ event) => {
    event.preventDefault();
    /** @type {HTMLInputElement} */ (this.#add().querySelector('input:not([type=hidden])')).focus();
  };
}

customElements.define('chorsu-rows', Rows);
