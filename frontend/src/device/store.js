/**
 * What this browser keeps: seizures that wait to be sent, and the draft of each officer. Everything is sealed; only whose
 * it is (a mark), its place in the order and its state can be read.
 *
 * @typedef {import('./seal.js').Sealed} Sealed
 * @typedef {{id: string, mark: string, place: number, state: 'waiting' | 'refused' | 'sent', at: number, body: Sealed | null,
 *   photographs: Sealed[], record?: string}} Entry
 * @typedef {{mark: string, at: number, body: Sealed, photographs: Sealed[]}} Draft
 */

const NAME = 'chorsu-device';

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
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('queue', { keyPath: 'id' }).createIndex('mark', 'mark');
      request.result.createObjectStore('drafts', { keyPath: 'mark' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/**
 * One transaction that is on the disk when it has ended: the browser may be killed the moment after.
 * @template T
 * @param {'queue' | 'drafts'} name @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => Promise<T>} act
 * @returns {Promise<T>}
 */
async function within(name, mode, act) {
  const database = await open();
  const transaction = database.transaction(name, mode, { durability: mode === 'readwrite' ? 'strict' : 'default' });
  const ended = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(undefined);
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
    transaction.onerror = () => reject(transaction.error);
  });
  const result = await act(transaction.objectStore(name));
  await ended;
  return result;
}

/** @param {string} mark @returns {Promise<Entry[]>} an officer's entries in the order in which they were made */
export async function entriesOf(mark) {
  const found = await within('queue', 'readonly', (store) => answer(/** @type {IDBRequest<Entry[]>} */ (store.index('mark').getAll(mark))));
  return found.sort((a, b) => a.place - b.place);
}

/** @param {string} mark how many of an officer's seizures have not arrived */
export async function waitingOf(mark) {
  return (await entriesOf(mark)).filter((entry) => entry.state !== 'sent').length;
}

/** @param {Omit<Entry, 'place'>} entry a new one goes to the end; one that is kept already stays in its place */
export function keep(entry) {
  return within('queue', 'readwrite', async (store) => {
    const all = /** @type {Entry[]} */ (await answer(store.getAll()));
    const before = all.find((one) => one.id === entry.id);
    const place = before?.place ?? Math.max(0, ...all.map((one) => one.place)) + 1;
    await answer(store.put({ ...entry, place }));
  });
}

/** @param {string} id @param {Partial<Entry>} change */
export function change(id, change) {
  return within('queue', 'readwrite', async (store) => {
    const before = await answer(store.get(id));
    if (before) await answer(store.put({ ...before, ...change }));
  });
}

/** @param {string} id */
export function remove(id) {
  return within('queue', 'readwrite', async (store) => void (await answer(store.delete(id))));
}

/** @param {string} mark @returns {Promise<Draft | undefined>} */
export function draftOf(mark) {
  return within('drafts', 'readonly', (store) => answer(store.get(mark)));
}

/** @param {Draft} draft */
export function keepDraft(draft) {
  return within('drafts', 'readwrite', async (store) => void (await answer(store.put(draft))));
}

/** @param {string} mark */
export function dropDraft(mark) {
  return within('drafts', 'readwrite', async (store) => void (await answer(store.delete(mark))));
}
