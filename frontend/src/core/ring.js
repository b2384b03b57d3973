/**
 * `<chorsu-ring>`: what rings until somebody acknowledges it, on every page: banner, title and sound.
 *
 *     <chorsu-ring src="https://…/stream?only=ring"><div data-ring hidden>…</div></chorsu-ring>
 *
 * The page comes with what rings as it is opened; the live stream tells of every change in the event `ring`, whose data is
 * the same HTML, empty where nothing rings. Where the page has a `<chorsu-feed>`, that one's line is used (document event
 * `chorsu:ring`, {html}); otherwise one page of the browser holds a line for all of them and passes on what it hears. While
 * the line is lost what rings goes on ringing; a line that opens tells what rings now. How the line stands is told by the
 * document event `chorsu:connection`, also to the pages without one.
 * What rings is acknowledged by a form of the banner; from a page with words that were not sent it is without leaving it.
 * `[data-ring-sound]` switches the sound on or off; the choice is kept on the device. Browsers let a page sound only after
 * its reader touched it: until then the button, whose words say the kept choice, says that, too.
 */
import { cookie, standing } from '../device/standing.js';
import { say } from '../words.js';
import { Line } from './line.js';
import { isWritten } from './unsent.js';

const CHANNEL = 'chorsu-ring';
const KEPT = 'chorsu-ring-sound';
const STANDS = 'chorsu-line';
const BEAT_MS = 1500;
/** Longer than a bad line takes. */
const PATIENCE_MS = 20_000;
/** Nobody reads who calls in less. */
const LOOK_MS = 900;

/** @returns {boolean} whether the reader switched the sound off */
function isOff() {
  try {
    return localStorage.getItem(KEPT) === 'off';
  } catch {
    return false;
  }
}

/** @returns {string} the token that a form of this page carries */
function token() {
  return JSON.parse(document.body.getAttribute('hx-headers') ?? '{}')['X-CSRFToken'] ?? '';
}

export class Ring extends HTMLElement {
  /** @type {Line | undefined} */
  #line;
  /** What rings, among the pages of this browser. @type {BroadcastChannel | undefined} */
  #channel;
  /** How the line stands, among the same. @type {BroadcastChannel | undefined} */
  #stands;
  /** @type {AudioContext | undefined} */
  #audio;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #beats;
  /** @type {(() => void) | undefined} */
  #release;
  #title = document.title;
  #odd = false;
  /** What is being acknowledged, by its address. @type {Set<string>} */
  #asked = new Set();
  /** When something stopped to ring on this page. */
  #changed = -Infinity;
  /** The sound is on, and the browser waits for a touch. */
  #waits = false;

  connectedCallback() {
    this.#channel = new BroadcastChannel(CHANNEL);
    this.#channel.addEventListener('message', (event) => this.#take(event.data, false));
    this.#stands = new BroadcastChannel(STANDS);
    this.#stands.addEventListener('message', (event) => this.#tell(event.data, false));
    document.addEventListener('chorsu:ring', this.#heard);
    document.addEventListener('click', this.#touched);
    document.addEventListener('keydown', this.#touched);
    this.addEventListener('submit', (event) => this.#acknowledge(event));
    this.#follow();
    this.#show();
  }

  disconnectedCallback() {
    this.#release?.();
    this.#line?.stop();
    this.#channel?.close();
    this.#stands?.close();
    clearInterval(this.#beats);
    document.removeEventListener('chorsu:ring', this.#heard);
    document.removeEventListener('click', this.#touched);
    document.removeEventListener('keydown', this.#touched);
  }

  get #calls() {
    return this.querySelectorAll('.ring').length;
  }

  /** One page of this browser holds the line; when it is closed, another one takes it over. */
  #follow() {
    if (document.querySelector('chorsu-feed')) return;
    if (!navigator.locks) {
      this.#open();
      return;
    }
    navigator.locks
      .request(CHANNEL, () => {
        if (!this.isConnected) return undefined;
        this.#open();
        return new Promise((resolve) => {
          this.#release = () => resolve(undefined);
        });
      })
      .catch(() => this.#open());
  }

  #open = () => {
    const told = { ring: (/** @type {MessageEvent<string>} */ event) => this.#take(event.data, true) };
    this.#line = new Line(() => this.getAttribute('src') ?? '', told, (state) => this.#tell(state, true), () => this.#ask());
    this.#line.start();
  };

  #why() {
    return standing(document.body.dataset.standing ?? '', document.body.dataset.officer ?? '');
  }

  /** A line that is refused may be that of somebody who is signed out. */
  async #ask() {
    const why = await this.#why();
    if (why === 'signed-out' || why === 'another') this.#tell(why, true);
  }

  /** @param {string} state @param {boolean} pass tell the other pages of this browser that have no line of their own */
  #tell(state, pass) {
    if (!pass && document.querySelector('chorsu-feed')) return;
    document.dispatchEvent(new CustomEvent('chorsu:connection', { detail: { state } }));
    if (pass) this.#stands?.postMessage(state);
  }

  /** @param {SubmitEvent} event */
  async #acknowledge(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    // A second tap is none for what comes under it.
    if (this.#asked.has(form.action) || performance.now() - this.#changed < LOOK_MS) {
      event.preventDefault();
      return;
    }
    this.#asked.add(form.action);
    setTimeout(() => this.#asked.delete(form.action), PATIENCE_MS);
    if (!isWritten()) return;
    event.preventDefault();
    let said = say('unsent.offline');
    try {
      const body = new FormData(form);
      body.set('csrfmiddlewaretoken', cookie('chorsu_csrf') || token());
      const answer = await fetch(form.action, { method: 'POST', body, headers: { 'X-Chorsu-Part': '1' }, credentials: 'same-origin', redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
      said = await answer.text();
      if (!answer.headers.has('X-Chorsu-Part')) said = say(`unsent.${(await this.#why()) ?? 'failed'}`);
      if (answer.ok) form.closest('.ring')?.remove();
      this.#changed = performance.now();
      this.#show();
    } catch {
      // said below: it goes on ringing
    }
    this.#asked.delete(form.action);
    document.dispatchEvent(new CustomEvent('chorsu:toast', { detail: { text: said, about: form.action } }));
  }

  #heard = (/** @type {Event} */ event) => this.#take(/** @type {CustomEvent} */ (event).detail.html, true);

  /** @param {string} html what rings now @param {boolean} pass tell the other pages of this browser */
  #take(html, pass) {
    const before = this.#calls;
    this.innerHTML = html;
    if (this.#calls < before) this.#changed = performance.now();
    for (const form of this.querySelectorAll('form')) {
      form.querySelector('[name=csrfmiddlewaretoken]')?.remove();
      form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'csrfmiddlewaretoken', value: token() }));
    }
    if (pass) this.#channel?.postMessage(html);
    this.#show();
  }

  #show() {
    clearInterval(this.#beats);
    this.toggleAttribute('data-rings', this.#calls > 0);
    document.title = this.#title;
    if (this.#calls) {
      this.#beat();
      this.#beats = setInterval(() => this.#beat(), BEAT_MS);
    }
    this.#label();
  }

  #beat() {
    this.#odd = !this.#odd;
    document.title = this.#odd ? `FLASH (${this.#calls}) · ${this.#title}` : this.#title;
    if (isOff()) return;
    this.#audio ??= new AudioContext();
    if (this.#audio.state === 'running') this.#sound(this.#audio);
    else this.#audio.resume().then(() => this.#label(), () => this.#label());
    this.#label();
  }

  /** @param {AudioContext} audio two short tones */
  #sound(audio) {
    for (const [pitch, start] of [[880, 0], [660, 0.25]]) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.2, audio.currentTime + start);
      volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + start + 0.22);
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + start);
      tone.stop(audio.currentTime + start + 0.25);
    }
    this.dataset.sounded = String(Number(this.dataset.sounded ?? 0) + 1);
  }

  #touched = (/** @type {Event} */ event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-ring-sound]') : null;
    if (button && event.type !== 'click') return;
    if (button) {
      try {
        // What the button said: a sound that only waited for this touch stays on.
        localStorage.setItem(KEPT, isOff() || this.#waits ? 'on' : 'off');
      } catch {
        // a browser that keeps nothing rings on every page
      }
    }
    if (!isOff() && (button || this.#calls)) {
      this.#audio ??= new AudioContext();
      this.#audio.resume().then(() => this.#label(), () => this.#label());
    }
    this.#label();
  };

  #label() {
    const silent = this.#audio ? this.#audio.state !== 'running' : navigator.userActivation?.hasBeenActive === false;
    this.#waits = !isOff() && silent;
    const word = isOff() ? 'ring-on' : this.#waits ? 'ring-touch' : 'ring-off';
    for (const button of document.querySelectorAll('[data-ring-sound]')) button.textContent = say(word);
  }
}
