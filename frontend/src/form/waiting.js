/** The list "Waiting on this device": every seizure with its state and what can be done about it. */
import { number, say } from '../words.js';

/** @typedef {import('../device/queue.js').Shown} Shown */

export class Waiting {
  /**
   * @param {HTMLElement} panel
   * @param {import('../device/queue.js').Queue} queue
   * @param {{mend: (entry: Shown) => void}} acts
   */
  constructor(panel, queue, acts) {
    this.panel = panel;
    this.queue = queue;
    this.acts = acts;
    /** @type {Shown[]} */
    this.entries = [];
    panel.addEventListener('click', (event) => this.#click(event));
  }

  async draw() {
    this.entries = await this.queue.entries();
    const waiting = this.entries.filter((entry) => entry.state !== 'sent');
    this.panel.hidden = this.entries.length === 0;
    /** @type {HTMLElement} */ (this.panel.querySelector('h2')).textContent = say('queue.title', { count: number(waiting.length) });
    this.panel.querySelector('[data-entries]')?.replaceChildren(...this.entries.map((entry) => this.#line(entry)));
    document.dispatchEvent(new CustomEvent('chorsu:waiting', { detail: { count: waiting.length } }));
  }

  /** @param {Shown} entry */
  #line(entry) {
    const line = document.createElement('li');
    line.dataset.entry = entry.id;
    const [word, style] = this.#state(entry);
    line.dataset.state = entry.state === 'waiting' && this.queue.sending === entry.id ? 'sending' : entry.state;
    const title = document.createElement('b');
    title.append(Object.assign(document.createElement('bdi'), { textContent: entry.opened?.label ?? say('queue.of', { when: new Date(entry.at).toLocaleString(document.documentElement.lang) }) }));
    line.append(title, Object.assign(document.createElement('span'), { className: `chip ${style}`, textContent: word }));
    const errors = Object.values(entry.opened?.errors ?? {});
    if (entry.state === 'refused' && errors.length) line.append(Object.assign(document.createElement('p'), { className: 'form-error', textContent: errors.join('. ') }));
    if (!entry.opened && entry.state !== 'sent') line.append(Object.assign(document.createElement('p'), { className: 'form-note', textContent: say('queue.unsealed') }));
    if (entry.state === 'sent' && entry.record) line.append(Object.assign(document.createElement('a'), { href: entry.record, textContent: say('queue.open') }));
    if (entry.state === 'refused' && entry.opened) line.append(this.#button('mend', say('queue.mend')));
    if (entry.state !== 'sent') line.append(this.#button('delete', say('queue.delete')));
    return line;
  }

  /** @param {Shown} entry @returns {[string, string]} */
  #state(entry) {
    if (entry.state === 'sent') return [say('queue.sent'), 'chip-good'];
    if (entry.state === 'refused') return [say('queue.refused'), 'chip-bad'];
    if (this.queue.sending === entry.id) return [say('queue.sending'), 'chip-note'];
    if (this.queue.state === 'signed-out') return [say('queue.signIn'), 'chip-warn'];
    if (this.queue.state === 'another') return [say('queue.another'), 'chip-warn'];
    return [say('queue.waiting'), 'chip-warn'];
  }

  /** @param {string} act @param {string} text */
  #button(act, text) {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-quiet', textContent: text });
    button.dataset.act = act;
    return button;
  }

  /** @param {Event} event */
  async #click(event) {
    const button = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest('[data-act]')) : null;
    const id = /** @type {HTMLElement | null | undefined} */ (button?.closest('[data-entry]'))?.dataset.entry;
    const entry = this.entries.find((one) => one.id === id);
    if (!button || !entry) return;
    if (button.dataset.act === 'mend') this.acts.mend(entry);
    // A word of the browser itself: it works in every state of the page, and nothing can lie over it.
    else if (window.confirm(say('queue.deleteSure'))) await this.queue.drop(entry.id);
  }
}
