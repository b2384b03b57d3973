/** The list "Waiting on this device": every seizure with its state and what can be done about it. */
import { cookie } from '../device/standing.js';
import { language, number, say } from '../words.js';

/** @typedef {import('../device/queue.js').Shown} Shown */

export class Waiting {
  /**
   * @param {HTMLElement} panel
   * @param {import('../device/queue.js').Queue} queue
   * @param {{mend: (entry: Shown) => void, signInUrl: string, signOutUrl: string}} acts
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
    this.#showWay(waiting.length > 0);
    this.panel.querySelector('[data-entries]')?.replaceChildren(...this.entries.map((entry) => this.#line(entry)));
    document.dispatchEvent(new CustomEvent('chorsu:waiting', { detail: { count: waiting.length } }));
  }

  /** Why nothing is sent, where its officer can end that, and the way. @param {boolean} some */
  #showWay(some) {
    const way = /** @type {HTMLElement} */ (this.panel.querySelector('[data-way]'));
    const { state } = this.queue;
    const why = some && (state === 'another' || state === 'signed-out') ? state : '';
    way.hidden = !why;
    if (!why || way.dataset.why === why) return;
    way.dataset.why = why;
    const button = this.#button('sign-in', say(why === 'another' ? 'queue.signInInstead' : 'queue.signInNow'));
    button.className = 'btn';
    way.replaceChildren(Object.assign(document.createElement('span'), { textContent: say(why === 'another' ? 'queue.anotherWhy' : 'queue.signInWhy') }), button);
  }

  /** Its officer signs in; who is signed in instead is signed out before, when that is wanted. */
  async #signIn() {
    if (this.queue.state === 'another') {
      if (!window.confirm(say('queue.signOutSure'))) return;
      await fetch(this.acts.signOutUrl, { method: 'POST', headers: { 'X-CSRFToken': cookie('chorsu_csrf') }, credentials: 'same-origin', redirect: 'manual' }).catch(() => undefined);
    }
    location.assign(this.acts.signInUrl);
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
    if (entry.state === 'waiting' && entry.failure && this.queue.sending !== entry.id && !['another', 'signed-out'].includes(this.queue.state)) line.append(Object.assign(document.createElement('p'), { className: 'form-note', textContent: this.#failed(entry.failure) }));
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
    if (entry.failure || this.queue.state === 'failed') return [say('queue.failed'), 'chip-bad'];
    return [say('queue.waiting'), 'chip-warn'];
  }

  /** @param {import('../device/store.js').Failure} failure */
  #failed({ at, status, again }) {
    const clock = (/** @type {number} */ moment) => new Date(moment).toLocaleTimeString(`${language()}-u-nu-latn`, { hour: '2-digit', minute: '2-digit', hour12: false });
    return say(status ? 'queue.failedAt' : 'queue.unreadable', { status, at: clock(at), again: clock(again) });
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
    if (button?.dataset.act === 'sign-in') {
      await this.#signIn();
      return;
    }
    const id = /** @type {HTMLElement | null | undefined} */ (button?.closest('[data-entry]'))?.dataset.entry;
    const entry = this.entries.find((one) => one.id === id);
    if (!button || !entry) return;
    if (button.dataset.act === 'mend') this.acts.mend(entry);
    // A word of the browser itself: it works in every state of the page, and nothing can lie over it.
    else if (window.confirm(say('queue.deleteSure'))) await this.queue.drop(entry.id);
  }
}
