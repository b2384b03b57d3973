/**
 * `<chorsu-wall>`: the head of the big screen. Clocks, the state of the line in large letters, Escape.
 *
 *     <chorsu-wall data-leave="/"> <p data-wall-state><span data-words></span></p> <b data-clock="Asia/Tashkent"></b> </chorsu-wall>
 *
 * A line that is lost says since when (UTC), and what stands below it is drawn pale; a session that ends leaves nothing of it
 * on the wall, and says so.
 */
import { say } from '../words.js';

const TICK_MS = 1000;
/** Below this a line that is opened anew is no news for a wall. */
const PATIENT_MS = 3000;

class Wall extends HTMLElement {
  #heard = Date.now();
  #state = 'live';
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #clock;

  connectedCallback() {
    document.addEventListener('chorsu:connection', this);
    document.addEventListener('chorsu:ended', this);
    document.addEventListener('keydown', this);
    window.addEventListener('offline', this);
    this.#clock = setInterval(() => this.#show(), TICK_MS);
    this.#show();
    this.#stayAwake();
    document.addEventListener('visibilitychange', () => this.#stayAwake());
  }

  disconnectedCallback() {
    document.removeEventListener('chorsu:connection', this);
    document.removeEventListener('chorsu:ended', this);
    document.removeEventListener('keydown', this);
    window.removeEventListener('offline', this);
    clearInterval(this.#clock);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event instanceof KeyboardEvent) {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) location.assign(this.dataset.leave ?? '/');
      return;
    }
    if (event.type === 'chorsu:ended') {
      event.preventDefault();
      this.#end();
      return;
    }
    if (this.#state === 'ended') return;
    this.#state = event.type === 'offline' ? 'offline' : /** @type {CustomEvent} */ (event).detail.state;
    if (this.#state === 'live') this.#heard = Date.now();
    this.#show();
  }

  #show() {
    for (const clock of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll('[data-clock]'))) clock.textContent = timeIn(clock.dataset.clock ?? 'UTC', new Date());
    if (this.#state === 'ended') return;
    const lost = this.#state !== 'live' && Date.now() - this.#heard > PATIENT_MS;
    this.#say(lost ? 'offline' : this.#state, lost ? say('noLine', { time: `${timeIn('UTC', new Date(this.#heard))} UTC` }) : say(this.#state));
    document.body.toggleAttribute('data-stale', lost);
  }

  /** @param {string} state @param {string} words */
  #say(state, words) {
    const line = /** @type {HTMLElement | null} */ (this.querySelector('[data-wall-state]'));
    const place = line?.querySelector('[data-words]');
    if (!line || !place) return;
    line.dataset.state = state;
    if (place.textContent !== words) place.textContent = words;
  }

  #end() {
    this.#state = 'ended';
    const words = say('signedOut', { time: `${timeIn('UTC', new Date())} UTC` });
    this.#say('ended', words);
    const again = Object.assign(document.createElement('a'), { className: 'btn', href: location.href, textContent: say('signInAgain') });
    const box = Object.assign(document.createElement('div'), { className: 'wall-ended' });
    box.append(Object.assign(document.createElement('p'), { textContent: words }), again);
    document.querySelector('[data-wall]')?.replaceChildren(box);
    document.querySelector('chorsu-ring')?.remove();
  }

  /** A wall does not go dark by itself, where the browser lets a page ask for that. */
  #stayAwake() {
    if (document.visibilityState === 'visible') navigator.wakeLock?.request('screen').catch(() => {});
  }
}

/** @param {string} zone @param {Date} moment */
function timeIn(zone, moment) {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(moment);
}

customElements.define('chorsu-wall', Wall);
