/**
 * `<chorsu-connection>`: one light for the whole page. Islands tell it what they know with the document event
 * `chorsu:connection` ({state: 'live' | 'reconnecting' | 'offline' |
 * 'signed-out' | 'another'}); without a stream it says what the browser knows.
 *
 *     <chorsu-connection data-state="live"><span data-words>Connected</span></chorsu-connection>
 */
import { age, say } from '../words.js';

const TICK_MS = 5000;

export class Connection extends HTMLElement {
  #heard = Date.now();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #clock;
  #state = 'live';

  connectedCallback() {
    document.addEventListener('chorsu:connection', this);
    window.addEventListener('online', this);
    window.addEventListener('offline', this);
    this.#clock = setInterval(() => this.#show(), TICK_MS);
    if (!navigator.onLine) this.#state = 'offline';
    this.#show();
  }

  disconnectedCallback() {
    document.removeEventListener('chorsu:connection', this);
    window.removeEventListener('online', this);
    window.removeEventListener('offline', this);
    clearInterval(this.#clock);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === 'offline') this.#state = 'offline';
    else if (event.type === 'online') this.#state = 'reconnecting';
    else this.#state = /** @type {CustomEvent} */ (event).detail.state;
    if (event.type === 'online' && !document.querySelector('chorsu-feed, chorsu-ring')) this.#state = 'live';
    if (this.#state === 'live') this.#heard = Date.now();
    this.#show();
  }

  #show() {
    this.dataset.state = this.#state;
    const words = this.querySelector('[data-words]');
    const since = !['reconnecting', 'offline'].includes(this.#state) ? '' : `, ${say('last', { age: age((Date.now() - this.#heard) / 1000) })}`;
    const text = say(this.#state) + since;
    if (words) words.textContent = text;
    this.title = text;
  }
}
