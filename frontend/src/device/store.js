/**
 * What this browser keeps: seizures that wait to be sent, and each officer's drafts. Everything is sealed; only whose it is
 * (a mark), its number, its place in the order and what became of it can be read.
 *
 * @typedef {import('./seal.js').Sealed} Sealed
 * @typedef {{at: number, status: number, tries: number, again: number}} Failure the server's last answer that was none: when,
 *   with which status, how often by now, and from when on it is asked again
 * @typedef {{id: string, mark: string, place: number, state: 'waiting' | 'refused' | 'sent', at: number, body: Sealed | null,
 *   photographs: Sealed[], record?: string, failure?: Failure}} Entry
 * @typedef {{number: string, mark: string, at: number, body: Sealed, photographs: Sealed[]}} Draft
 */
import { uuid7 } from './uuid7.js';

const NAME = 'chorsu-device';
/** In the first edition an officer had one draft, under the mark. */
const EDITION = 2;

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @type {Promise<IDBDatabase> | undefined} */
let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, EDITION);
    request.onupgradeneeded = (event) => raise(request, event.oldVersion);
    request.onsuccess = () => {
      // Another tab brings a newer edition: this one makes room, and opens anew when it next needs to.
      request.result.onversionchange = () => {
        request.result.close();
        opened = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** @param {IDBOpenDBRequest} request @param {number} before the edition that this browser has; 0 for none */
function raise({ result: database, transaction }, before) {
  if (!before) database.createObjectStore('queue', { keyPath: 'id' }).createIndex('mark', 'mark');
  const make = () => {
    const drafts = database.createObjectStore('drafts', { keyPath: 'number' });
    drafts.createIndex('mark', 'mark');
    return drafts;
  };
  if (!before) make();
  if (before !== 1 || !transaction) return;
  const asked = transaction.objectStore('drafts').getAll();
  asked.onsuccess = () => {
    database.deleteObjectStore('drafts');
    const drafts = make();
    for (const one of asked.result) drafts.put({ ...one, number: uuid7() });
  };
}

/**
 * One transaction that is on the disk when it has ended: the browser may be killed the moment after.
 * @template T
 * @param {('queue' | 'drafts')[]} names @param {IDBTransactionMode} mode @param {(...stores: IDBObjectStore[]) => Promise<T>} act
 * @returns {Promise<T>}
 */
async function within(names, mode, act) {
  const database = await open();
  const transaction = database.transaction(names, mode, { durability: mode === 'readwrite' ? 'strict' : 'default' });
  const ended = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(undefined);
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
    transaction.onerror = () => reject(transaction.error);
  });
  const result = await act(...names.map((name) => transaction.objectStore(name)));
  await ended;
  return result;
}

/** @param {string} mark @returns {Promise<Entry[]>} an officer's entries in the order in which they were made */
export async function entriesOf(mark) {
  const found = await within(['queue'], 'readonly', (store) => answer(/** @type {IDBRequest<Entry[]>} */ (store.index('mark').getAll(mark))));
  return found.sort((a, b) => a.place - b.place);
}

/** @param {string} mark how many of an officer's seizures have not arrived */
export async function waitingOf(mark) {
  return (await entriesOf(mark)).filter((entry) => entry.state !== 'sent').length;
}

/** @param {string} id @returns {Promise<Entry | undefined>} */
export function entryOf(id) {
  return within(['queue'], 'readonly', (store) => answer(store.get(id)));
}

/**
 * Keeps a seizure to be sent, and lets go of its draft, both or neither. A new one goes to the end. Under a number that
 * waits or has arrived nothing else is kept: it gets a number of its own. One that was refused is kept anew, in its place.
 * @param {Omit<Entry, 'place'>} entry @param {{draft: string, anew?: string}} ends the draft that ends with it, and the
 *   refused entry in whose place it comes where that has another number
 * @returns {Promise<string>} the number under which it is kept
 */
export function keep(entry, { draft, anew = '' }) {
  return within(['queue', 'drafts'], 'readwrite', async (queue, drafts) => {
    const all = /** @type {Entry[]} */ (await answer(queue.getAll()));
    const taken = all.some((one) => one.id === entry.id && one.state !== 'refused');
    const before = all.find((one) => one.state === 'refused' && (one.id === anew || (!taken && one.id === entry.id)));
    const id = taken ? uuid7() : entry.id;
    if (before && before.id !== id) await answer(queue.delete(before.id));
    const place = before?.place ?? Math.max(0, ...all.map((one) => one.place)) + 1;
    await answer(queue.put({ ...entry, id, place }));
    await answer(drafts.delete(draft));
    return id;
  });
}

/** @param {string} id @param {Partial<Entry>} change */
export function change(id, change) {
  return within(['queue'], 'readwrite', async (store) => {
    const before = await answer(store.get(id));
    if (before) await answer(store.put({ ...before, ...change }));
  });
}

/** @param {string} id */
export function remove(id) {
  return within(['queue'], 'readwrite', async (store) => void (await answer(store.delete(id))));
}

/** @param {string} mark @returns {Promise<Draft[]>} an officer's drafts, the newest first */
export async function draftsOf(mark) {
  const found = await within(['drafts'], 'readonly', (store) => answer(/** @type {IDBRequest<Draft[]>} */ (store.index('mark').getAll(mark))));
  return found.sort((a, b) => b.at - a.at);
}

/** @param {Draft} draft */
export function keepDraft(draft) {
  return within(['drafts'], 'readwrite', async (store) => void (await answer(store.put(draft))));
}

/** @param {string} number */
export function dropDraft(number) {
  return within(['drafts'], 'readwrite', async (store) => void (await answer(store.delete(number))));
}
