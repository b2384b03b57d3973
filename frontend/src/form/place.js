/** The place of the form: a point from the map or the device, and the settlement nearest to it. */
import { number, say } from '../words.js';
import { fold, kilometres } from './search.js';

const NEAR_KM = 30;
/** How far from the middle of a place a point may lie and still be of it; the server flags what lies farther. */
const FAR_KM = 50;

/** @typedef {{code: string, label: string, point?: [number, number]}} Choice */

export class Place {
  #mapAsked = false;

  /** @param {HTMLElement} root the whole form's element @param {() => Promise<Choice[]>} settlements @param {() => void} changed */
  constructor(root, settlements, changed) {
    this.root = root;
    this.settlements = settlements;
    this.changed = changed;
    root.querySelector('[data-locate]')?.addEventListener('click', () => this.#locate());
    root.querySelector('[data-show-map]')?.addEventListener('click', () => this.#toggleMap());
    root.querySelector('[data-no-position]')?.addEventListener('click', () => this.#point(null));
    this.#field('text').addEventListener('change', () => this.#named());
    root.addEventListener('chorsu:picked', (event) => event.target instanceof Element && event.target.contains(this.#field('text')) && this.#named());
    root.addEventListener('chorsu:point', (event) => this.#point(/** @type {CustomEvent} */ (event).detail));
  }

  /** @param {string} name */
  #field(name) {
    return /** @type {HTMLInputElement} */ (this.root.querySelector(`[name="place.${name}"]`));
  }

  #locate() {
    if (!navigator.geolocation) {
      this.#tell(say('form.notLocated'));
      return;
    }
    this.#tell(say('form.locating'));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.#point({ latitude: coords.latitude, longitude: coords.longitude }, say('form.located', { metres: number(coords.accuracy, 0) })),
      () => this.#tell(say('form.notLocated')),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  }

  /** @param {{latitude: number, longitude: number} | null} point @param {string} [how] */
  async #point(point, how = '') {
    this.#field('latitude').value = point ? point.latitude.toFixed(5) : '';
    this.#field('longitude').value = point ? point.longitude.toFixed(5) : '';
    if (point && !this.#field('text').value) await this.#nearest(point);
    await this.show(how);
    this.changed();
  }

  /** @returns {Promise<Choice | undefined>} the place of the list that is named, if it is one */
  async #chosen() {
    const [code, text] = [this.#field('id').value, fold(this.#field('text').value)];
    const named = (await this.settlements()).filter((one) => (code ? one.code === code : text && fold(one.label) === text));
    return named.length === 1 ? named[0] : undefined;
  }

  /** @returns {Promise<{name: string, km: number} | undefined>} the place named, where the point lies far from it */
  async far() {
    if (!this.#field('latitude').value) return undefined;
    const chosen = await this.#chosen();
    if (!chosen?.point) return undefined;
    const km = kilometres(Number(this.#field('latitude').value), Number(this.#field('longitude').value), ...chosen.point);
    return km > FAR_KM ? { name: chosen.label, km } : undefined;
  }

  /** Another place was named: a point far from it was that of the one before. */
  async #named() {
    const far = await this.far();
    if (!far) return;
    const before = { latitude: Number(this.#field('latitude').value), longitude: Number(this.#field('longitude').value) };
    await this.#point(null);
    this.#tell(say('form.pointAway', { name: far.name, km: number(far.km, 0) }));
    const undo = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-sm btn-quiet', textContent: say('form.pointBack') });
    undo.addEventListener('click', () => this.#point(before));
    this.root.querySelector('[data-position] span')?.append(' ', undo);
  }

  /** @param {{latitude: number, longitude: number}} point */
  async #near({ latitude, longitude }) {
    let best;
    for (const choice of await this.settlements()) {
      if (!choice.point) continue;
      const far = kilometres(latitude, longitude, ...choice.point);
      if (!best || far < best.far) best = { choice, far };
    }
    return best && best.far <= NEAR_KM ? best : undefined;
  }

  /** @param {{latitude: number, longitude: number}} point */
  async #nearest(point) {
    const near = await this.#near(point);
    if (!near) return;
    this.#field('text').value = near.choice.label;
    this.#field('id').value = near.choice.code;
  }

  /** Says where the point is, if there is one. @param {string} [how] */
  async show(how = '') {
    const [latitude, longitude] = [Number(this.#field('latitude').value), Number(this.#field('longitude').value)];
    const given = this.#field('latitude').value !== '';
    if (!given) {
      this.#tell('');
      return;
    }
    const near = await this.#near({ latitude, longitude });
    const far = await this.far();
    const nearest = far ? say('form.pointFar', { name: far.name, km: number(far.km, 0) }) : near ? say('form.nearest', { name: near.choice.label, km: number(near.far) }) : say('form.noPlaceNear');
    this.#tell([`${latitude.toFixed(4)}, ${longitude.toFixed(4)}`, how, nearest].filter(Boolean).join(' · '), true);
    const map = /** @type {any} */ (this.root.querySelector('chorsu-map'));
    map?.showPoint?.({ latitude, longitude });
  }

  /** @param {string} text @param {boolean} [point] */
  #tell(text, point = false) {
    const line = /** @type {HTMLElement} */ (this.root.querySelector('[data-position]'));
    line.hidden = !text;
    /** @type {HTMLElement} */ (line.querySelector('span')).textContent = text;
    /** @type {HTMLElement} */ (line.querySelector('[data-no-position]')).hidden = !point;
  }

  #toggleMap() {
    const box = /** @type {HTMLElement} */ (this.root.querySelector('#place-map'));
    const button = /** @type {HTMLElement} */ (this.root.querySelector('[data-show-map]'));
    box.hidden = !box.hidden;
    button.setAttribute('aria-expanded', String(!box.hidden));
    if (box.hidden || this.#mapAsked) return;
    // The map is large: it is loaded when it is asked for.
    this.#mapAsked = true;
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'stylesheet', href: this.root.dataset.mapStyle }),
      Object.assign(document.createElement('script'), { type: 'module', src: this.root.dataset.map }),
    );
    customElements.whenDefined('chorsu-map').then(() => this.show());
  }
}
