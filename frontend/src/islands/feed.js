/**
 * `<chorsu-feed>`: what is new, as it is accepted. The stream sends server-rendered fragments; the newest stands on top.
 *
 *     <chorsu-feed src="https://…/stream" after="opaque-cursor" most="40">
 *       <button class="feed-held" type="button" hidden></button>
 *       <ol class="feed" data-feed-list> <li data-entry="…">…</li> </ol>
 *       <div data-feed-empty hidden>…</div>
 *     </chorsu-feed>
 *
 * Attributes: `src` address of the stream; `after` cursor of the last entry in the page, sent as `?after=` (a reconnecting
 * EventSource sends `Last-Event-ID` by itself); `most` entries kept; `event` name of the event (default `entry`).
 * An entry whose `data-entry` stands in the list already replaces it and does not move. Events named `gone` carry the
 * `data-entry` of one to take out; one named `reload` says that the page is no longer its reader's, or too old to be
 * brought up to date: it is loaded anew; `ring` is passed on as `chorsu:ring` ({html}, see `core/ring.js`). While a reader stands in the list (scrolled or focused), new ones wait behind a button.
 * Sends `chorsu:new` (bubbles; detail.count) so that figures can be fetched again (`hx-trigger="chorsu:new from:body"`),
 * and `chorsu:connection` on the document.
 */
import { number, say } from '../words.js';

const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 30000;
const GATHER_MS = 250;

class Feed extends HTMLElement {
  /** @type {EventSource | undefined} */
  #source;
  #cursor = '';
  #retry = FIRST_RETRY_MS;
  /** @type {DocumentFragment[]} */
  #held = [];
  #fresh = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  connectedCallback() {
    this.#cursor = this.getAttribute('after') ?? '';
    this.#button?.addEventListener('click', this.#release);
    this.#open();
    window.addEventListener('online', this.#open);
    window.addEventListener('pagehide', this.#close);
    window.addEventListener('pageshow', this.#reopen);
  }

  disconnectedCallback() {
    this.#close();
    window.removeEventListener('online', this.#open);
    window.removeEventListener('pagehide', this.#close);
    window.removeEventListener('pageshow', this.#reopen);
  }

  get #list() {
    return /** @type {HTMLElement} */ (this.querySelector('[data-feed-list]'));
  }

  get #button() {
    return /** @type {HTMLButtonElement | null} */ (this.querySelector('.feed-held'));
  }

  #open = () => {
    this.#close();
    const src = this.getAttribute('src');
    if (!src) return;
    const address = new URL(src, location.href);
    if (this.#cursor) address.searchParams.set('after', this.#cursor);
    const source = new EventSource(address, { withCredentials: true });
    this.#source = source;
    source.addEventListener('open', () => {
      this.#retry = FIRST_RETRY_MS;
      this.#tell('live');
    });
    source.addEventListener('error', () => {
      this.#tell(navigator.onLine ? 'reconnecting' : 'offline');
      if (source.readyState !== EventSource.CLOSED) return;
      // The browser gives up after a refused answer; a line that comes back deserves another try.
      this.#timer = setTimeout(this.#open, this.#retry);
      this.#retry = Math.min(this.#retry * 2, LAST_RETRY_MS);
    });
    source.addEventListener(this.getAttribute('event') ?? 'entry', (event) => this.#take(event));
    source.addEventListener('gone', (event) => this.#takeOut(event.data));
    source.addEventListener('reload', () => location.reload());
    source.addEventListener('ring', (event) => document.dispatchEvent(new CustomEvent('chorsu:ring', { detail: { html: event.data } })));
    source.addEventListener('ping', (event) => this.#note(event));
  };

  #close = () => {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
  };

  /** @param {PageTransitionEvent} event */
  #reopen = (event) => {
    if (event.persisted) this.#open();
  };

  /** @param {string} state */
  #tell(state) {
    this.dataset.state = state;
    document.dispatchEvent(new CustomEvent('chorsu:connection', { detail: { state } }));
  }

  /** @param {MessageEvent<string>} event */
  #note(event) {
    if (event.lastEventId) this.#cursor = event.lastEventId;
    this.#tell('live');
  }

  /** @param {MessageEvent<string>} event */
  #take(event) {
    this.#note(event);
    this.receive(event.data);
  }

  /** @param {string} html one entry or several, rendered by the server */
  receive(html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    if (!template.content.firstElementChild) return;
    if (this.#isRead()) this.#held.push(template.content);
    else this.#insert(template.content);
    this.#showHeld();
    this.#announce();
  }

  /** @param {string} entry */
  #takeOut(entry) {
    const found = [this.#find(entry), ...this.#held.map((held) => held.querySelector(`[data-entry="${CSS.escape(entry)}"]`))];
    for (const item of found) item?.remove();
    this.#held = this.#held.filter((held) => held.childElementCount > 0);
    this.#showHeld();
    this.#showEmpty();
    this.#announce();
  }

  #isRead() {
    return this.#list.scrollTop > 8 || this.#list.contains(document.activeElement);
  }

  /** @param {DocumentFragment} fragment */
  #insert(fragment) {
    for (const item of [...fragment.children].reverse()) {
      const known = item instanceof HTMLElement && item.dataset.entry ? this.#find(item.dataset.entry) : null;
      if (known) {
        known.replaceWith(item);
        continue;
      }
      item.classList.add('is-new');
      this.#list.prepend(item);
    }
    const most = Number(this.getAttribute('most') ?? 40);
    while (this.#list.children.length > most) this.#list.lastElementChild?.remove();
    this.#showEmpty();
  }

  #showEmpty() {
    this.querySelector('[data-feed-empty]')?.toggleAttribute('hidden', this.#list.children.length > 0);
  }

  /** @param {string} entry */
  #find(entry) {
    return this.#list.querySelector(`[data-entry="${CSS.escape(entry)}"]`);
  }

  #release = () => {
    for (const fragment of this.#held) this.#insert(fragment);
    this.#held = [];
    this.#list.scrollTop = 0;
    this.#showHeld();
    this.#list.focus({ preventScroll: true });
  };

  #showHeld() {
    const button = this.#button;
    if (!button) return;
    button.hidden = this.#held.length === 0;
    button.textContent = say('held', { count: number(this.#held.length) });
  }

  /** Several entries at once cause one refresh. */
  #announce() {
    this.#fresh += 1;
    if (this.#fresh > 1) return;
    setTimeout(() => {
      this.dispatchEvent(new CustomEvent('chorsu:new', { bubbles: true, detail: { count: this.#fresh } }));
      this.#fresh = 0;
    }, GATHER_MS);
  }
}

customElements.define('chorsu-feed', Feed);
