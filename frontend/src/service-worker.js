/**
 * Keeps the form of one seizure, and what it loads, for where there is no line; says of every other page that it needs one.
 * Nothing else of the application is kept. `TOLD` stands before this text: addresses, and a version that changes with them.
 *
 * @typedef {{form: string, offline: string, kept: string[], data: string[], forget: string[], static: string, version: string}} Told
 */

/* global TOLD */
const told = /** @type {Told} */ (/** @type {any} */ (TOLD));
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const ASSETS = `chorsu-assets-${told.version}`;
/** The form with its officer's key: emptied whenever somebody signs in or out. */
const PAGE = 'chorsu-form';
const DATA = 'chorsu-data';
const PATIENCE_MS = 4000;

worker.addEventListener('install', (event) => {
  event.waitUntil(install().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});

async function install() {
  const assets = await caches.open(ASSETS);
  await assets.addAll([...told.kept, told.offline].map((address) => new Request(address, { cache: 'reload' })));
  const data = await caches.open(DATA);
  await Promise.allSettled(told.data.map((address) => refresh(data, address)));
  await keepForm().catch(() => undefined);
}

async function activate() {
  for (const name of await caches.keys()) if (name.startsWith('chorsu-assets-') && name !== ASSETS) await caches.delete(name);
  await worker.clients.claim();
}

/** The form as its officer sees it now; kept only when it is the form and not a door. */
async function keepForm() {
  const response = await fetch(told.form, { credentials: 'same-origin', cache: 'no-store' });
  if (response.ok && !response.redirected) await (await caches.open(PAGE)).put(told.form, response.clone());
  return response;
}

/** @param {Cache} cache @param {string} address */
async function refresh(cache, address) {
  const response = await fetch(address, { credentials: 'same-origin' });
  if (response.ok && !response.redirected) await cache.put(address, response.clone());
  return response;
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== worker.location.origin) return;
  if (request.method === 'POST' && told.forget.includes(address.pathname)) event.waitUntil(caches.delete(PAGE));
  if (request.mode === 'navigate') {
    if (request.method === 'GET' && address.pathname === told.form) event.respondWith(form());
    else if (request.method === 'GET' || !navigator.onLine) event.respondWith(fetch(request).catch(() => offline()));
  } else if (request.method === 'GET' && address.pathname.startsWith(told.static)) event.respondWith(asset(request));
  else if (request.method === 'GET' && told.data.includes(address.pathname)) event.respondWith(data(address.pathname));
});

async function offline() {
  return (await caches.match(told.offline)) ?? Response.error();
}

/** The form from the line where it answers in time, else the kept one. */
async function form() {
  const kept = await caches.match(told.form);
  const fresh = keepFresh();
  if (!kept) return fresh.catch(() => offline());
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  return Promise.race([fresh, late]).catch(() => kept);
}

async function keepFresh() {
  const response = await fetch(told.form, { credentials: 'same-origin', cache: 'no-store', redirect: 'manual' });
  if (response.ok) {
    await (await caches.open(PAGE)).put(told.form, response.clone());
    // In the language of the form.
    fetch(told.offline, { credentials: 'same-origin', cache: 'reload' }).then(async (answer) => answer.ok && (await caches.open(ASSETS)).put(told.offline, answer)).catch(() => undefined);
  }
  if (response.status >= 500) throw new Error(String(response.status));
  return response;
}

/** Built files carry their version in their address: what is kept is right for ever. @param {Request} request */
async function asset(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    const near = await caches.match(request, { ignoreSearch: true });
    if (near) return near;
    throw error;
  }
}

/** Places and substances: fresh where there is a line, else as kept. @param {string} address */
async function data(address) {
  const cache = await caches.open(DATA);
  try {
    return await refresh(cache, address);
  } catch (error) {
    const kept = await cache.match(address);
    if (kept) return kept;
    throw error;
  }
}
