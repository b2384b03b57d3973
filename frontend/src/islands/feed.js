/**
 * `<chorsu-feed>`: what is new, as it is accepted. The stream sends server-rendered fragments; the newest stands on top.
 *
 *     <chorsu-feed src="https://…/stream" after="opaque-cursor" most="40" alive="/my-desk/">
 *       <ol class="feed" data-feed-pinned hidden>…</ol>
 *       <button class="feed-held" type="button" hidden></button>
 *       <ol class="feed" data-feed-list> <li data-entry="…">…</li> </ol>
 *       <div data-feed-empty hidden>…</div>
 *     </chorsu-feed>
 *
 * Attributes: `src` address of the stream; `after` cursor of the last entry in the page, sent as `?after=` (a reconnecting
 * EventSource sends `Last-Event-ID` by itself); `most` entries kept; `event` name of the event (default `entry`); `alive` an
 * address that answers as long as its reader is signed in; `data-kind`, `-least`, `-place`, `-family` what is asked for (`feed/narrow.js`).
 *
 * An entry whose `data-entry` stands in the list already replaces it and does not move, unless its `data-at` says that it is
 * news again. One with `data-follows` only changes what is there. With `data-pins` an entry with `data-pinned` stands on top until one without it comes.
 * The cursor comes with the last line of a delivery: the lines before it wait for it, so that a line that breaks off brings nothing twice.
 *
 * Events named `gone` carry the `data-entry` of one to take out; one named `reload` says that the page is no longer its reader's, or
 * too old to be brought up to date: it is loaded anew; `ring` is passed on as `chorsu:ring` ({html}, see `core/ring.js`). While a reader
 * stands in the list (scrolled or focused), new ones wait behind a button.
 * Sends `chorsu:new` (bubbles; detail.count) so that figures can be fetched again (`hx-trigger="chorsu:new from:body"`), `chorsu:waits`
 * (bubbles) when it was an alert or a message, `chorsu:arrived` (bubbles; detail.item) for each new entry, and on the document
 * `chorsu:connection` and the cancelable `chorsu:ended` (the reader is signed out; else the page is loaded anew).
 */
import { Line } from '../core/line.js';
import { fits } from '../feed/narrow.js';
import { number, say } from '../words.js';

const GATHER_MS = 250;
const ASK_AGAIN_MS = 5000;

class Feed extends HTMLElement {
  /** @type {Line | undefined} */
  #line;
  #cursor = '';
  #last = '';
  /** @type {string[]} */
  #begun = [];
  /** @type {HTMLElement[]} */
  #held = [];
  #fresh = 0;
  #waits = false;
  #leaving = false;

  connectedCallback() {
    this.#cursor = this.getAttribute('after') ?? '';
    this.#button?.addEventListener('click', this.#release);
    if (!this.getAttribute('src')) return;
    const told = {
      [this.getAttribute('event') ?? 'entry']: (/** @type {MessageEvent<string>} */ event) => this.#take(event),
      gone: (/** @type {MessageEvent<string>} */ event) => this.#takeOut(event.data),
      reload: () => this.#askWhether(() => location.reload()),
      ring: (/** @type {MessageEvent<string>} */ event) => document.dispatchEvent(new CustomEvent('chorsu:ring', { detail: { html: event.data } })),
      ping: (/** @type {MessageEvent<string>} */ event) => this.#note(event),
    };
    this.#line = new Line(this.#address, told, (state) => this.#tell(state), () => this.#askWhether(() => {}));
    this.#line.start();
  }

  disconnectedCallback() {
    this.#line?.stop();
  }

  get #list() {
    return /** @type {HTMLElement} */ (this.querySelector('[data-feed-list]'));
  }

  get #top() {
    return /** @type {HTMLElement | null} */ (this.querySelector('[data-feed-pinned]'));
  }

  get #button() {
    return /** @type {HTMLButtonElement | null} */ (this.querySelector('.feed-held'));
  }

  /** Where the line begins: what it had begun to say when it broke off comes again. */
  #address = () => {
    this.#begun = [];
    this.#last = '';
    const address = new URL(this.getAttribute('src') ?? '', location.href);
    if (this.#cursor) address.searchParams.set('after', this.#cursor);
    return address;
  };

  /** Whether the reader is still signed in: `then` for who is. While nobody answers it is asked again. @param {() => void} then */
  async #askWhether(then) {
    const alive = this.getAttribute('alive');
    if (!alive) {
      then();
      return;
    }
    try {
      const answer = await fetch(alive, { redirect: 'manual', credentials: 'same-origin' });
      if (answer.type !== 'opaqueredirect' && answer.status < 400) then();
      else if (answer.status < 500) this.#end();
      else throw new Error(String(answer.status));
    } catch {
      setTimeout(() => this.isConnected && this.#askWhether(then), ASK_AGAIN_MS);
    }
  }

  #end() {
    if (this.#leaving) return;
    this.#leaving = true;
    this.#line?.stop();
    if (document.dispatchEvent(new CustomEvent('chorsu:ended', { cancelable: true }))) location.reload();
  }

  /** @param {import('../core/line.js').State} state */
  #tell(state) {
    if (state !== 'live') this.#begun = [];
    this.dataset.state = state;
    document.dispatchEvent(new CustomEvent('chorsu:connection', { detail: { state } }));
  }

  /** @param {MessageEvent<string>} event */
  #note(event) {
    if (event.lastEventId) this.#cursor = this.#last = event.lastEventId;
  }

  /** @param {MessageEvent<string>} event */
  #take(event) {
    this.#begun.push(event.data);
    if (this.#cursor && event.lastEventId === this.#last) return;
    const whole = this.#begun.splice(0);
    this.#note(event);
    for (const html of whole) this.receive(html);
  }

  /** @param {string} html one entry or several, rendered by the server */
  receive(html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    const taken = [...template.content.children].filter((item) => item instanceof HTMLElement && this.#accept(item));
    if (!taken.length) return;
    this.#waits ||= taken.some((item) => /** @type {HTMLElement} */ (item).dataset.kind !== 'records');
    this.#settle();
  }

  /** @param {HTMLElement} item @returns {boolean} whether it changed the page */
  #accept(item) {
    const known = item.dataset.entry ? this.#find(item.dataset.entry) : undefined;
    const stands = known !== undefined && ('follows' in item.dataset || item.dataset.kind === 'records' || known.dataset.at === item.dataset.at);
    const asked = fits(item.dataset, this.dataset);
    // What an alert or a message is about is asked here and kept nowhere: its records may be taken back.
    if (item.dataset.kind !== 'records') delete item.dataset.tells;
    if (!asked || ('follows' in item.dataset && !known)) {
      if (known) this.#drop(known);
      return known !== undefined;
    }
    if (this.#top && 'pins' in this.dataset && 'pinned' in item.dataset) this.#pin(item, known, stands);
    else if (stands) this.#replace(known, item);
    else this.#add(item, known);
    return true;
  }

  /** @param {HTMLElement} item @param {HTMLElement | undefined} known @param {boolean} stands */
  #pin(item, known, stands) {
    const top = /** @type {HTMLElement} */ (this.#top);
    if (known?.parentElement === top && stands) {
      known.replaceWith(item);
      return;
    }
    if (known) this.#drop(known);
    const after = [...top.children].find((one) => Number(/** @type {HTMLElement} */ (one).dataset.precedence) <= Number(item.dataset.precedence));
    top.insertBefore(item, after ?? null);
    if (!stands) this.#arrived(item);
  }

  /** @param {HTMLElement} known @param {HTMLElement} item */
  #replace(known, item) {
    const place = this.#held.indexOf(known);
    if (place >= 0) this.#held[place] = item;
    else if (known.parentElement === this.#list) known.replaceWith(item);
    else {
      known.remove();
      const after = [...this.#list.children].find((one) => Date.parse(/** @type {HTMLElement} */ (one).dataset.at ?? '') < Date.parse(item.dataset.at ?? ''));
      this.#list.insertBefore(item, after ?? null);
    }
  }

  /** @param {HTMLElement} item @param {HTMLElement | undefined} known */
  #add(item, known) {
    if (known) this.#drop(known);
    if (this.#isRead()) this.#held.push(item);
    else this.#insert(item);
    this.#arrived(item);
  }

  /** @param {HTMLElement} known */
  #drop(known) {
    known.remove();
    this.#held = this.#held.filter((one) => one !== known);
  }

  /** @param {HTMLElement} item */
  #arrived(item) {
    this.dispatchEvent(new CustomEvent('chorsu:arrived', { bubbles: true, detail: { item } }));
  }

  /** @param {string} entry */
  #takeOut(entry) {
    const known = this.#find(entry);
    if (!known) return;
    this.#drop(known);
    this.#settle();
  }

  #settle() {
    const button = this.#button;
    if (button) {
      button.hidden = this.#held.length === 0;
      button.textContent = say('held', { count: number(this.#held.length) });
    }
    this.#top?.toggleAttribute('hidden', this.#top.children.length === 0);
    this.querySelector('[data-feed-empty]')?.toggleAttribute('hidden', this.#list.children.length > 0);
    this.#announce();
  }

  #isRead() {
    return this.#list.scrollTop > 8 || this.#list.contains(document.activeElement);
  }

  /** @param {HTMLElement} item */
  #insert(item) {
    item.classList.add('is-new');
    this.#list.prepend(item);
    const most = Number(this.getAttribute('most') ?? 40);
    while (this.#list.children.length > most) this.#list.lastElementChild?.remove();
  }

  /** @param {string} entry @returns {HTMLElement | undefined} where it stands, or waits */
  #find(entry) {
    const standing = [...this.querySelectorAll(`[data-entry="${CSS.escape(entry)}"]`)];
    return /** @type {HTMLElement | undefined} */ (standing[0] ?? this.#held.find((one) => one.dataset.entry === entry));
  }

  #release = () => {
    for (const item of this.#held) this.#insert(item);
    this.#held = [];
    this.#list.scrollTop = 0;
    this.#settle();
    this.#list.focus({ preventScroll: true });
  };

  /** Several entries at once cause one refresh. */
  #announce() {
    this.#fresh += 1;
    if (this.#fresh > 1) return;
    setTimeout(() => {
      this.dispatchEvent(new CustomEvent('chorsu:new', { bubbles: true, detail: { count: this.#fresh } }));
      if (this.#waits) this.dispatchEvent(new CustomEvent('chorsu:waits', { bubbles: true }));
      this.#fresh = 0;
      this.#waits = false;
    }, GATHER_MS);
  }
}

customElements.define('chorsu-feed', Feed);
