/**
 * `<chorsu-map>`: counts by region, offline. Beside it stands a table with the same figures; this is the picture of it.
 *
 *     <chorsu-map regions="/boundaries.json" counts="ID or address" worker="/static/…/map-worker.js" lang="en"
 *       label="Seizures by region" selected="KZ-61" backdrop="/land.json"></chorsu-map>
 *
 * With `pick` it is for choosing a point: a tap, or Enter for the middle, sends `chorsu:point` (detail: latitude, longitude);
 * `focus="UZ"` shows that country first; `showPoint` puts the pin.
 *
 * `light(codes)` draws a line around regions or countries, `mark(codes)` around those that are chosen, `pulse(codes)` once
 * where something came. With `still` nothing in it can be moved or chosen.
 *
 * A click or a tap sends the cancelable event `chorsu:region` (detail: codes, count, href) and then goes to `href`. The view
 * is in the address (`#map=zoom/lat/lng`). Without WebGL a line says that the table holds the same figures.
 */
import { Map as Picture, Marker, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import '../css/map.css';
import { codesOf, extent, join } from '../map/classes.js';
import { among, style } from '../map/style.js';
import { language, load, number, say } from '../words.js';

const PULSE_MS = 2500;

class RegionMap extends HTMLElement {
  /** @type {Picture | undefined} */
  #map;
  /** @type {any} */
  #boundaries;
  /** @type {any} */
  #backdrop;
  /** @type {import('../map/classes.js').Counts | undefined} */
  #counts;
  /** @type {ReturnType<typeof join> | undefined} */
  #joined;
  /** @type {MutationObserver | undefined} */
  #theme;
  /** @type {number | string | undefined} */
  #over;
  /** @type {Marker | undefined} */
  #pin;
  /** @type {string[]} */
  #lit = [];
  /** @type {string[]} */
  #marked = [];
  /** How often it was put into a page: only the last time draws. */
  #turn = 0;

  /** A swap of the page may carry the element to its new place: then nothing is drawn anew. */
  connectedMoveCallback() {}

  async connectedCallback() {
    if (this.#map) {
      this.#refresh();
      return;
    }
    this.innerHTML = '<div class="map-canvas"></div><div class="map-readout" aria-hidden="true"></div><div class="map-legend"></div>';
    const turn = ++this.#turn;
    try {
      const layers = await Promise.all([
        load(this.getAttribute('regions') ?? ''),
        load(this.getAttribute('counts') ?? ''),
        this.hasAttribute('backdrop') ? load(this.getAttribute('backdrop') ?? '') : undefined,
      ]);
      // A swap that keeps the drawn map puts another in its place for a moment: that one must not draw.
      if (!this.isConnected || turn !== this.#turn) return;
      [this.#boundaries, this.#counts, this.#backdrop] = layers;
    } catch (error) {
      this.#refuse('notLoaded', error);
      return;
    }
    try {
      this.#join();
      this.#draw();
    } catch (error) {
      this.#refuse('noGraphics', error);
      return;
    }
    this.#theme = new MutationObserver(() => this.#restyle());
    this.#theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-bs-theme'] });
    document.addEventListener('htmx:afterSettle', this.#refresh);
    // The figures may have changed while the boundaries were on their way.
    await this.#refresh();
  }

  disconnectedCallback() {
    setTimeout(() => this.#leave(), 0);
  }

  #leave() {
    if (this.isConnected) return;
    this.#theme?.disconnect();
    document.removeEventListener('htmx:afterSettle', this.#refresh);
    this.#map?.remove();
    this.#map = undefined;
  }

  #join() {
    if (this.#counts) this.#joined = join(this.#boundaries, this.#counts, this.getAttribute('lang') ?? language());
    this.#legend();
  }

  #style() {
    return style(this.#joined ?? { areas: [], lines: [], points: [] }, { backdrop: this.#backdrop, selected: this.getAttribute('selected') ?? '', marked: this.#keys(this.#marked), lit: this.#keys(this.#lit), large: this.hasAttribute('still') });
  }

  #draw() {
    const canvas = /** @type {HTMLElement} */ (this.querySelector('.map-canvas'));
    setWorkerUrl(new URL(this.getAttribute('worker') ?? '', location.href).href);
    const bounds = extent(this.#looked()) ?? undefined;
    const picks = this.hasAttribute('pick');
    const still = this.hasAttribute('still');
    const map = new Picture({
      container: canvas,
      style: this.#style(),
      ...((picks ? null : viewOf(location.hash)) ?? { bounds, fitBoundsOptions: { padding: 12 } }),
      attributionControl: false,
      interactive: !still,
      cooperativeGestures: !picks && !still,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
      maxZoom: picks ? 14 : 10,
      canvasContextAttributes: { preserveDrawingBuffer: true },
      locale: {
        'NavigationControl.ZoomIn': say('zoomIn'),
        'NavigationControl.ZoomOut': say('zoomOut'),
        'CooperativeGesturesHandler.WindowsHelpText': say('gestureKey', { key: 'Ctrl' }),
        'CooperativeGesturesHandler.MacHelpText': say('gestureKey', { key: '⌘' }),
        'CooperativeGesturesHandler.MobileHelpText': say('gestureFingers'),
        'Map.Title': this.getAttribute('label') ?? '',
      },
    });
    map.on('idle', () => this.setAttribute('ready', ''));
    this.#map = map;
    if (still) return;
    map.touchZoomRotate.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), document.dir === 'rtl' ? 'top-left' : 'top-right');
    map.on('mousemove', 'areas', (event) => this.#hover(event.features?.[0]));
    map.on('mouseleave', 'areas', () => this.#hover(undefined));
    if (picks) this.#pickOn(map);
    else map.on('click', 'areas', (event) => this.#choose(event.features?.[0]));
    map.on('moveend', (event) => {
      // Only what the reader did is worth an address.
      if (event.originalEvent && !picks) history.replaceState(history.state, '', hashOf(map));
    });
  }

  /** @param {string[]} codes regions or countries that something in focus lies in */
  light(codes) {
    this.#lit = codes;
    const areas = this.#areas(codes);
    if (areas.length) this.setAttribute('lit', codes.join(' '));
    else this.removeAttribute('lit');
    if (this.#map?.getLayer('lit')) this.#map.setFilter('lit', among(this.#keys(codes)));
    this.#read(areas.length === 1 ? areas[0].properties : undefined);
  }

  /** @param {string[]} codes regions or countries that were chosen */
  mark(codes) {
    this.#marked = codes;
    if (this.#map?.getLayer('marked')) this.#map.setFilter('marked', among(this.#keys(codes)));
  }

  /** @param {string[]} codes where something came; it moves once, or stands for a moment where motion is not wanted */
  pulse(codes) {
    const map = this.#map;
    const [first] = this.#areas(codes);
    const point = first && this.#joined?.points.find((one) => one.properties.key === first.properties.key);
    if (!map || !point) return;
    const element = Object.assign(document.createElement('div'), { className: 'map-pulse' });
    element.dataset.place = first.properties.key;
    element.append(document.createElement('i'));
    const marker = new Marker({ element }).setLngLat(point.geometry.coordinates).addTo(map);
    setTimeout(() => marker.remove(), PULSE_MS);
  }

  /** @param {string[]} codes @returns {any[]} the shapes of regions, and all those of a country */
  #areas(codes) {
    const wanted = (/** @type {string} */ one) => codes.some((code) => one === code || one.startsWith(`${code}-`));
    return (this.#joined?.areas ?? []).filter((area) => area.properties.key.split('/').some(wanted));
  }

  /** @param {string[]} codes @returns {string[]} */
  #keys(codes) {
    return this.#areas(codes).map((area) => area.properties.key);
  }

  /** What is shown first: the country in focus, else everything. */
  #looked() {
    const areas = this.#joined?.areas ?? [];
    const focus = this.getAttribute('focus');
    const own = focus ? areas.filter((area) => area.properties.key.startsWith(`${focus}-`)) : [];
    return own.length ? own : areas;
  }

  /** @param {Picture} map */
  #pickOn(map) {
    const tell = (/** @type {{lat: number, lng: number}} */ { lat, lng }) => {
      const point = { latitude: lat, longitude: lng };
      this.showPoint(point);
      this.dispatchEvent(new CustomEvent('chorsu:point', { bubbles: true, detail: point }));
    };
    map.on('click', (event) => tell(event.lngLat));
    map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key === 'Enter') tell(map.getCenter());
    });
  }

  /** @param {{latitude: number, longitude: number}} point */
  showPoint({ latitude, longitude }) {
    if (!this.#map) return;
    this.#pin ??= new Marker({ color: getComputedStyle(document.documentElement).getPropertyValue('--accent').trim() });
    this.#pin.setLngLat([longitude, latitude]).addTo(this.#map);
  }

  /** @param {any} feature */
  #hover(feature) {
    const map = this.#map;
    if (!map) return;
    if (this.#over !== undefined) map.setFeatureState({ source: 'areas', id: this.#over }, { over: false });
    this.#over = feature?.id;
    if (this.#over !== undefined) map.setFeatureState({ source: 'areas', id: this.#over }, { over: true });
    map.getCanvas().style.cursor = feature?.properties.href ? 'pointer' : '';
    this.#read(feature?.properties);
  }

  /** @param {any} told the properties of a region */
  #read(told) {
    const readout = this.querySelector('.map-readout');
    if (readout) readout.textContent = told ? `${told.label} · ${number(told.count)} ${this.#counts?.mark ?? ''}` : '';
  }

  /** @param {any} feature */
  #choose(feature) {
    if (!feature) return;
    const detail = { codes: codesOf({ ...feature.properties, codes: feature.properties.key.split('/') }), count: feature.properties.count, href: feature.properties.href };
    const goes = this.dispatchEvent(new CustomEvent('chorsu:region', { bubbles: true, cancelable: true, detail }));
    if (goes && detail.href) location.assign(detail.href);
  }

  #legend() {
    const legend = /** @type {HTMLElement} */ (this.querySelector('.map-legend'));
    const bounds = this.#joined?.bounds ?? [];
    const rows = bounds.map((bound, index) => {
      const from = index === 0 ? Math.min(1, bound) : bounds[index - 1] + (Number.isInteger(bound) ? 1 : 0);
      const text = from >= bound ? number(bound) : `${number(from)}–${number(bound)}`;
      return { step: bounds.length < 2 ? 3 : Math.round((index * 4) / (bounds.length - 1)) + 1, text };
    });
    legend.replaceChildren(Object.assign(document.createElement('b'), { textContent: this.#counts?.mark ?? '' }));
    for (const row of [{ step: 0, text: say('none') }, ...rows]) {
      const line = Object.assign(document.createElement('span'), { textContent: row.text });
      line.prepend(Object.assign(document.createElement('i'), { className: `step-${row.step}` }));
      legend.append(line);
    }
  }

  #restyle() {
    this.#map?.setStyle(this.#style(), { diff: false });
  }

  /** Figures that were fetched again stand under the same id. */
  #refresh = async () => {
    const where = this.getAttribute('counts') ?? '';
    if (!document.getElementById(where)) return;
    const fresh = await load(where);
    if (JSON.stringify(fresh) === JSON.stringify(this.#counts)) return;
    this.#counts = fresh;
    this.#join();
    this.#restyle();
  };

  /** @param {'noGraphics' | 'notLoaded'} why @param {unknown} error */
  #refuse(why, error) {
    if (!this.isConnected) return;
    this.setAttribute('ready', 'without');
    this.textContent = say(why);
    this.classList.add('map-none');
    if (error instanceof Error) this.title = error.message;
  }
}

/** @param {string} hash @returns {{zoom: number, center: [number, number]} | null} */
function viewOf(hash) {
  const found = hash.match(/^#map=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)$/);
  if (!found) return null;
  const [zoom, latitude, longitude] = found.slice(1).map(Number);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { zoom: Math.min(zoom, 10), center: [longitude, latitude] } : null;
}

/** @param {Picture} map */
function hashOf(map) {
  const { lat, lng } = map.getCenter();
  return `#map=${map.getZoom().toFixed(2)}/${lat.toFixed(3)}/${lng.toFixed(3)}`;
}

customElements.define('chorsu-map', RegionMap);
