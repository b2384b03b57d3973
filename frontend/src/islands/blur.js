/**
 * `<chorsu-blur>` around a photograph and a form: rectangles are drawn on the picture with a finger or the mouse, or given
 * as shares of its width and height with the keyboard. The form sends them in `regions`, a JSON list of [x, y, w, h].
 */
import '../css/blur.css';
import { say } from '../words.js';

/** @typedef {[number, number, number, number]} Region shares of width and height */

const LEAST = 0.01;

class Blur extends HTMLElement {
  /** @type {Region[]} */
  #regions = [];
  /** @type {{x: number, y: number, id: number} | null} */
  #from = null;

  connectedCallback() {
    this.field = /** @type {HTMLInputElement} */ (this.querySelector('[name=regions]'));
    this.stage = /** @type {HTMLElement} */ (this.querySelector('[data-stage]'));
    this.#regions = JSON.parse(this.field.value || '[]');
    for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel']) this.stage.addEventListener(type, this);
    this.addEventListener('click', this);
    this.#draw();
    this.setAttribute('ready', '');
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === 'click') this.#click(event);
    else this.#pointer(/** @type {PointerEvent} */ (event));
  }

  /** @param {PointerEvent} event */
  #pointer(event) {
    const box = /** @type {HTMLElement} */ (this.stage).getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height].map((share) => Math.min(1, Math.max(0, share)));
    if (event.type === 'pointerdown' && event.button === 0) {
      this.#from = { x, y, id: event.pointerId };
      this.stage?.setPointerCapture(event.pointerId);
      event.preventDefault();
    } else if (this.#from && event.pointerId === this.#from.id) {
      const region = /** @type {Region} */ ([Math.min(x, this.#from.x), Math.min(y, this.#from.y), Math.abs(x - this.#from.x), Math.abs(y - this.#from.y)]);
      if (event.type === 'pointermove') this.#draw(region);
      else {
        this.#from = null;
        if (event.type === 'pointerup' && region[2] > LEAST && region[3] > LEAST) this.#regions = [...this.#regions, region];
        this.#draw();
      }
    }
  }

  /** @param {Event} event */
  #click(event) {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('[data-add-region]')) this.#byNumbers();
    else if (target?.closest('[data-clear-regions]')) this.#regions = [];
    else if (target?.closest('[data-last-region]')) this.#regions = this.#regions.slice(0, -1);
    else return;
    this.#draw();
  }

  #byNumbers() {
    const given = ['x', 'y', 'width', 'height'].map((name) => Number(/** @type {HTMLInputElement | null} */ (this.querySelector(`[data-part=${name}]`))?.value || 0) / 100);
    if (given[2] > 0 && given[3] > 0) this.#regions = [...this.#regions, /** @type {Region} */ (given)];
  }

  /** @param {Region} [drawing] */
  #draw(drawing) {
    const all = drawing ? [...this.#regions, drawing] : this.#regions;
    const svg = /** @type {SVGElement} */ (this.querySelector('[data-regions]'));
    svg.replaceChildren(
      ...all.map(([x, y, width, height]) => {
        const rectangle = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
        for (const [name, value] of Object.entries({ x, y, width, height })) rectangle.setAttribute(name, `${value * 100}%`);
        return rectangle;
      }),
    );
    if (this.field) this.field.value = JSON.stringify(this.#regions.map((region) => region.map((share) => Math.round(share * 1e4) / 1e4)));
    const line = this.querySelector('[data-count]');
    if (line) line.textContent = say('blur.count', { count: this.#regions.length });
  }
}

customElements.define('chorsu-blur', Blur);
