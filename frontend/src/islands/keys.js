/**
 * `<chorsu-keys>` around buttons: `<button data-key="c">` is pressed by its letter, from anywhere on the page, while no
 * field is being written in, no dialog is open, and the letter was not taken for the whole page (after `g`, say).
 */
export class Keys extends HTMLElement {
  connectedCallback() {
    document.addEventListener('keydown', this);
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this);
  }

  /** @param {KeyboardEvent} event */
  handleEvent(event) {
    const { target } = event;
    const writing = target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat || writing || document.querySelector('dialog[open]')) return;
    const button = this.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!(button instanceof HTMLButtonElement) || button.disabled) return;
    event.preventDefault();
    button.click();
  }
}

customElements.define('chorsu-keys', Keys);
