/** Photographs of the form: made smaller on the device at once; what the camera wrote is taken out and told apart. */
import { number, say } from '../words.js';
import { toldBy } from './exif.js';

const LONGEST = 2048;
const QUALITY = 0.85;

/** @typedef {import('../device/queue.js').Photograph} Photograph */

/** @param {File} file @returns {Promise<Photograph>} a JPEG drawn anew: no metadata goes with it */
export async function shrink(file) {
  const told = toldBy(await file.arrayBuffer());
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.max(1, Math.round(picture.width * scale)), height: Math.max(1, Math.round(picture.height * scale)) });
  const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  brush.fillStyle = '#fff';
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  const metadata = { ...told, width: picture.width, height: picture.height };
  picture.close();
  if (!(blob instanceof Blob)) throw new Error(file.name);
  return { blob, kind: 'package', name: file.name, metadata };
}

export class Photographs {
  /** @param {HTMLElement} root the panel @param {HTMLTemplateElement} blank @param {number} most @param {() => void} changed */
  constructor(root, blank, most, changed) {
    this.root = root;
    this.blank = blank;
    this.most = most;
    this.changed = changed;
    /** @type {Photograph[]} */
    this.taken = [];
    this.input = /** @type {HTMLInputElement} */ (root.querySelector('input[type=file]'));
    this.list = /** @type {HTMLElement} */ (root.querySelector('[data-photographs]'));
    this.error = /** @type {HTMLElement} */ (root.querySelector('[data-error]'));
    this.input.addEventListener('change', () => this.#add());
    this.list.addEventListener('click', (event) => this.#click(event));
    this.list.addEventListener('change', (event) => this.#choose(event));
  }

  /** @param {Photograph[]} taken */
  set(taken) {
    this.taken = taken;
    this.#draw();
  }

  async #add() {
    const files = [...(this.input.files ?? [])];
    this.input.value = '';
    this.error.textContent = '';
    this.root.setAttribute('aria-busy', 'true');
    for (const file of files) {
      if (this.taken.length >= this.most) {
        this.error.textContent = say('photo.tooMany', { most: this.most });
        break;
      }
      try {
        this.taken = [...this.taken, await shrink(file)];
        this.#draw();
      } catch {
        this.error.textContent = say('photo.unread', { name: file.name });
      }
    }
    this.root.removeAttribute('aria-busy');
    this.changed();
  }

  #draw() {
    for (const image of this.list.querySelectorAll('img')) URL.revokeObjectURL(image.src);
    this.list.replaceChildren(...this.taken.map((one, place) => this.#line(one, place)));
  }

  /** @param {Photograph} one @param {number} place */
  #line(one, place) {
    const line = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (this.blank.content.cloneNode(true)).firstElementChild);
    const title = say('photo.of', { number: number(place + 1) });
    const image = /** @type {HTMLImageElement} */ (line.querySelector('img'));
    image.src = URL.createObjectURL(one.blob);
    image.alt = title;
    const select = /** @type {HTMLSelectElement} */ (line.querySelector('select'));
    select.value = one.kind;
    select.setAttribute('aria-label', `${title}: ${say('photo.shows')}`);
    line.dataset.place = String(place);
    return line;
  }

  /** @param {Event} event */
  #place(event) {
    return Number(/** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[data-place]'))?.dataset.place ?? -1);
  }

  /** @param {Event} event */
  #click(event) {
    if (!(event.target instanceof Element) || !event.target.closest('[data-remove-photograph]')) return;
    const place = this.#place(event);
    this.set(this.taken.filter((_, other) => other !== place));
    this.input.focus();
    this.changed();
  }

  /** @param {Event} event */
  #choose(event) {
    const place = this.#place(event);
    const kind = /** @type {HTMLSelectElement} */ (event.target).value;
    this.taken = this.taken.map((one, other) => (other === place ? { ...one, kind } : one));
    this.changed();
  }
}
