/**
 * Home: feed, map and filter move together. Everything hangs on data attributes and on the events of the islands.
 *
 * A line of the feed that is hovered or has the focus lights its place on the map; a new one pulses there once. A region
 * chosen on the map narrows the feed. The filter's links and fields change the address and fetch the feed's panel alone; the
 * stream goes on from the new panel's cursor. `b` opens the big screen.
 */
import { placesOf } from '../feed/narrow.js';

const FEED = /^feed(-|$)/;
/** @type {Map<string, Promise<string[]>>} */
const told = new Map();
let lit = 0;
let fetched = 0;
let asked = location.search;

/** @returns {any} the map, with what it can show */
const map = () => document.querySelector('chorsu-map');
const panel = () => document.getElementById('feed-panel');

/** @param {HTMLElement} item @returns {Promise<string[]>} where it lies, as far as its reader may know */
function whereIs(item) {
  const address = item.dataset.places;
  if (!address) return Promise.resolve(placesOf(item.dataset));
  const known = told.get(address) ?? fetch(address, { credentials: 'same-origin', redirect: 'manual' }).then((answer) => (answer.ok ? answer.json() : { places: [] })).then((said) => said.places, () => []);
  told.set(address, known);
  return known;
}

/** @param {Event} event @returns {HTMLElement | null} */
const lineOf = (event) => (event.target instanceof Element ? event.target.closest('chorsu-feed [data-entry]') : null);

/** @param {Event} event */
async function light(event) {
  const now = ++lit;
  const line = lineOf(event) ?? /** @type {HTMLElement | null} */ (document.activeElement?.closest('chorsu-feed [data-entry]') ?? null);
  const codes = line ? await whereIs(line) : [];
  if (now === lit) map()?.light?.(codes);
}

/** @param {Event} event */
async function pulse(event) {
  const codes = await whereIs(/** @type {CustomEvent} */ (event).detail.item);
  if (codes.length) map()?.pulse?.(codes);
}

/** The address of home with another filter of the feed. @param {(said: URLSearchParams) => void} change */
function address(change) {
  const said = new URLSearchParams(location.search);
  change(said);
  return `${location.pathname}${said.size ? `?${said}` : ''}`;
}

/** Fetch the feed's panel for an address, and go there. @param {string} href @param {boolean} [goes] */
async function narrow(href, goes = true) {
  const old = panel();
  if (!old) return;
  const where = new URL(href, location.href);
  const now = ++fetched;
  const answer = await fetch(`${old.dataset.feedSrc}${where.search}`, { credentials: 'same-origin', redirect: 'manual' }).catch(() => null);
  if (now !== fetched) return;
  if (!answer?.ok) {
    location.assign(where);
    return;
  }
  const template = document.createElement('template');
  template.innerHTML = await answer.text();
  const fresh = template.content.querySelector('#feed-panel');
  if (!fresh) return;
  const focus = focused(old);
  fresh.querySelector('details')?.toggleAttribute('open', Boolean(old.querySelector('details[open]')) || Boolean(fresh.querySelector('details[open]')));
  old.replaceWith(fresh);
  if (goes) history.pushState(null, '', where.pathname + where.search + location.hash);
  asked = where.search;
  if (focus) /** @type {HTMLElement | null} */ (fresh.querySelector(focus))?.focus({ preventScroll: true });
  mark();
}

/** What had the focus in the panel, as a way to find it in the next. @param {HTMLElement} old */
function focused(old) {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || !old.contains(at)) return '';
  const name = at.getAttribute('name');
  if (name) return `[name="${name}"]`;
  const links = at.closest('.switch')?.querySelectorAll('a');
  return links ? `.switch > :nth-child(${[...links].indexOf(/** @type {HTMLAnchorElement} */ (at)) + 1})` : 'summary';
}

/** What the feed is narrowed to stands out on the map. */
function mark() {
  map()?.mark?.((panel()?.querySelector('chorsu-feed')?.dataset.place ?? '').split('/').filter(Boolean));
}

/** @param {Event} event */
function chosen(event) {
  if (!panel()) return;
  event.preventDefault();
  const place = /** @type {CustomEvent} */ (event).detail.codes.join('/');
  narrow(address((said) => (said.get('feed-place') === place ? said.delete('feed-place') : said.set('feed-place', place))));
}

/** @param {MouseEvent} event */
function clicked(event) {
  const link = /** @type {HTMLAnchorElement | null} */ (event.target instanceof Element ? event.target.closest('a[href]') : null);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.closest('[data-feed-controls]') && link.pathname === panel()?.dataset.home) {
    event.preventDefault();
    narrow(link.href);
  } else if (link.closest('#picture') && link.getAttribute('href')?.startsWith('?')) link.href = kept(link.href);
  else if (link.matches('[data-big-screen]')) {
    event.preventDefault();
    big();
  }
}

/** An address of home that keeps the filter of the feed. @param {string} href */
function kept(href) {
  const where = new URL(href, location.href);
  for (const [key, value] of new URLSearchParams(location.search)) if (FEED.test(key) && !where.searchParams.has(key)) where.searchParams.set(key, value);
  return where.href;
}

/** @param {Event} event */
function sent(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.closest('[data-feed-controls]')) {
    event.preventDefault();
    filled(form);
  } else if (form.closest('#picture') && form.method === 'get') {
    for (const [key, value] of new URLSearchParams(location.search)) if (FEED.test(key)) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: key, value }));
  }
}

/** @param {HTMLFormElement} form */
function filled(form) {
  const given = [...new FormData(form)].filter(([, value]) => value !== '').map(([key, value]) => [key, String(value)]);
  const query = new URLSearchParams(given);
  narrow(`${location.pathname}${query.size ? `?${query}` : ''}`);
}

const big = () => location.assign(address((said) => said.set('screen', 'big')));

/** @param {KeyboardEvent} event */
function key(event) {
  const { target } = event;
  const writing = target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  if (event.key !== 'b' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || writing || document.querySelector('dialog[open]')) return;
  if (document.querySelector('[data-big-screen]')) big();
}

/** A part of the page that comes back as another page says that its reader is signed out. @param {Event} event */
function swapped(event) {
  const { detail } = /** @type {CustomEvent} */ (event);
  const got = new URL(detail.xhr.responseURL || detail.pathInfo.requestPath, location.href).pathname;
  if (got === new URL(detail.pathInfo.requestPath, location.href).pathname) return;
  detail.shouldSwap = false;
  if (document.dispatchEvent(new CustomEvent('chorsu:ended', { cancelable: true }))) location.reload();
}

for (const kind of ['focusin', 'focusout', 'mouseover', 'mouseout']) document.addEventListener(kind, light);
document.addEventListener('chorsu:arrived', pulse);
// What an alert tells of may have been taken back since.
document.addEventListener('chorsu:new', () => told.clear());
document.addEventListener('chorsu:region', chosen);
document.addEventListener('click', clicked, true);
document.addEventListener('submit', sent, true);
document.addEventListener('change', (event) => {
  const form = event.target instanceof HTMLSelectElement ? event.target.form : null;
  if (form?.closest('[data-feed-controls]')) filled(form);
});
document.addEventListener('keydown', key);
document.addEventListener('htmx:beforeSwap', swapped);
document.addEventListener('htmx:afterSettle', mark);
window.addEventListener('popstate', () => {
  if (location.search !== asked) narrow(location.href, false);
});
