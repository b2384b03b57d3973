/**
 * `<chorsu-upload>` around a plain form with one file field: drop a file on it, see how much has been sent. Without a
 * script, or where no file was chosen, the form inside is sent as it is, by the button that was pressed. A redirect of the answer is followed; an answer with errors takes the page's place,
 * and with `data-in-place` so does the page that a redirect led to: the lines that it says are said once.
 */
import { number, say } from '../words.js';

class Upload extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector('form');
    const drop = this.querySelector('[data-drop]');
    form?.addEventListener('submit', this);
    form?.addEventListener('change', () => this.#say());
    this.#say();
    for (const type of ['dragover', 'dragleave', 'drop']) drop?.addEventListener(type, this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === 'submit' && !this.#chosen().length) return;
    event.preventDefault();
    const drop = this.querySelector('[data-drop]');
    drop?.classList.toggle('over', event.type === 'dragover');
    const field = /** @type {HTMLInputElement | null} */ (this.querySelector('input[type=file]'));
    if (event.type === 'drop' && field) {
      field.files = /** @type {DragEvent} */ (event).dataTransfer?.files ?? null;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
    if (event.type === 'submit') this.#send(/** @type {SubmitEvent} */ (event));
  }

  /** @returns {File[]} */
  #chosen() {
    return [...(/** @type {HTMLInputElement | null} */ (this.querySelector('input[type=file]'))?.files ?? [])];
  }

  /** Names what was chosen, in the words of the page. */
  #say() {
    const line = this.querySelector('[data-chosen]');
    const files = this.#chosen();
    if (line && files.length) line.textContent = say('chosen', { names: files.slice(0, 3).map((file) => file.name).join(', ') + (files.length > 3 ? ` … (${number(files.length)})` : '') });
  }

  /** @param {SubmitEvent} event */
  #send(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const said = new FormData(form, event.submitter); // before the buttons are off: one that is off says nothing
    const request = new XMLHttpRequest();
    request.open('POST', form.action || location.href);
    request.upload.addEventListener('progress', (event) => this.#show(event.total ? event.loaded / event.total : 0));
    request.addEventListener('error', () => this.#stop(form, say('notSent')));
    request.addEventListener('load', () => this.#finish(request));
    for (const button of form.querySelectorAll('button')) button.disabled = true;
    this.#show(0);
    request.send(said);
  }

  /** @param {number} share */
  #show(share) {
    const box = /** @type {HTMLElement | null} */ (this.querySelector('[data-progress]'));
    if (!box) return;
    box.hidden = false;
    const bar = box.querySelector('progress');
    if (bar) bar.value = share;
    const line = box.querySelector('[role=status]');
    if (line) line.textContent = share >= 1 ? say('reading') : say('sending', { share: `${number(share * 100, 0)} %` });
  }

  /** @param {HTMLFormElement} form @param {string} text */
  #stop(form, text) {
    for (const button of form.querySelectorAll('button')) button.disabled = false;
    const line = this.querySelector('[data-progress] [role=status]');
    if (line) line.textContent = text;
  }

  /** @param {XMLHttpRequest} request */
  #finish(request) {
    const sent = new URL(this.querySelector('form')?.action || location.href, location.href).href;
    const led = request.status < 400 && request.responseURL && request.responseURL !== sent;
    if (led && !this.hasAttribute('data-in-place')) {
      location.assign(request.responseURL);
      return;
    }
    const page = new DOMParser().parseFromString(request.responseText, 'text/html');
    const answer = page.querySelector('main');
    const main = document.querySelector('main');
    if (answer && main) {
      if (led) history.pushState(null, '', request.responseURL);
      document.title = page.title;
      main.replaceWith(answer);
      answer.focus();
    } else {
      const form = this.querySelector('form');
      if (form) this.#stop(form, say('notSent'));
    }
  }
}

customElements.define('chorsu-upload', Upload);
