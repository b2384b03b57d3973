/**
 * One officer's drafts on this device: the one in the form, kept while one types, and those put aside meanwhile. A draft is
 * open in one tab at a time: two tabs never hold the same number.
 */
import { openPhotographs, printOf, sealPhotographs } from '../device/queue.js';
import { sealValue, unsealValue } from '../device/seal.js';
import { draftsOf, dropDraft, entryOf, keepDraft } from '../device/store.js';
import { uuid7 } from '../device/uuid7.js';

const AFTER_MS = 250;

/**
 * @typedef {import('../device/queue.js').Photograph} Photograph
 * @typedef {{payload: any, photographs: Photograph[]}} Typed
 * @typedef {Typed & {number: string, anew: string}} Kept `anew` is the refused seizure that it mends under another number
 */

export class Drafts {
  /** The number of the seizure in the form: made on this device, and never used for another. */
  number = '';
  /** The refused seizure in whose place the one in the form comes, where that has another number. */
  anew = '';
  /** Something of it was typed or taken. */
  touched = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #soon;
  /** Drafts are written one after the other, so that an older one never lies over a newer. */
  #writing = Promise.resolve();
  /** @type {() => void} */
  #letGo = () => undefined;
  #sealed = /** @type {{taken: Photograph[] | null, sealed: import('../device/seal.js').Sealed[]}} */ ({ taken: null, sealed: [] });

  /** @param {{mark: string, key: CryptoKey, typed: () => Typed, kept: () => void, failed: () => void}} options */
  constructor(options) {
    this.options = options;
  }

  /** Takes a number into the form. @param {string} [number] @param {string} [anew] @returns {Promise<boolean>} false where another tab holds it */
  async take(number = uuid7(), anew = '') {
    if (number !== this.number) {
      const letGo = await hold(number);
      if (!letGo) return false;
      this.#letGo();
      this.#letGo = letGo;
    }
    clearTimeout(this.#soon);
    [this.number, this.anew, this.touched] = [number, anew, false];
    return true;
  }

  changed() {
    this.touched = true;
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#write(), AFTER_MS);
  }

  /** Nothing more of it is written from here on; ends when what was being written is. */
  async rest() {
    clearTimeout(this.#soon);
    await this.#writing;
  }

  /** What stands in the form stays on the device as a draft while something else takes its place. */
  async putAside() {
    clearTimeout(this.#soon);
    if (this.touched) this.#write();
    await this.#writing;
  }

  /** Lets go of the draft of the form for good. */
  async drop() {
    await this.rest();
    await dropDraft(this.number);
  }

  /** @returns {Promise<{draft: Kept | undefined, more: number, elsewhere: number}>} the newest draft that no other tab holds, taken */
  async next() {
    const { mark, key } = this.options;
    let [more, elsewhere] = [0, 0];
    /** @type {Kept | undefined} */
    let draft;
    for (const one of await draftsOf(mark)) {
      if (draft) more += 1;
      else if (await isHeld(one.number, this.number)) elsewhere += 1;
      else {
        const body = await unsealValue(key, one.body).catch(() => undefined);
        if (body) draft = await this.#taken(one.number, body, await openPhotographs(key, body, one.photographs));
      }
    }
    return { draft, more, elsewhere };
  }

  /** @param {string} number @param {any} body @param {Photograph[]} photographs @returns {Promise<Kept | undefined>} nothing where it was handed in as it is */
  async #taken(number, { payload, anew = '' }, photographs) {
    const entry = await entryOf(number);
    const queued = entry && entry.state !== 'refused';
    if (queued) {
      await dropDraft(number);
      const sent = entry.body ? await unsealValue(this.options.key, entry.body).catch(() => undefined) : undefined;
      if (sent?.print === (await printOf(payload, photographs))) return undefined;
    }
    return (await this.take(queued ? uuid7() : number, anew)) ? { payload, photographs, number: this.number, anew } : undefined;
  }

  #write() {
    const { key, mark, typed, kept, failed } = this.options;
    const [{ payload, photographs }, number, anew] = [typed(), this.number, this.anew];
    this.#writing = this.#writing
      .then(async () => {
        if (this.#sealed.taken !== photographs) this.#sealed = { taken: photographs, sealed: await sealPhotographs(key, photographs) };
        const body = await sealValue(key, { payload, anew, photographs: photographs.map(({ blob, ...rest }) => rest) });
        await keepDraft({ number, mark, at: Date.now(), body, photographs: this.#sealed.sealed });
        kept();
      })
      .catch(failed);
  }
}

/** @param {string} number */
const named = (number) => `chorsu-draft-${number}`;

/** @param {string} number @returns {Promise<(() => void) | undefined>} lets go of it; nothing where another tab holds it */
function hold(number) {
  return new Promise((resolve) => {
    navigator.locks.request(named(number), { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(undefined);
      // Held until it is let go of, or the tab is gone.
      return new Promise((letGo) => resolve(() => letGo(undefined)));
    });
  });
}

/** @param {string} number @param {string} own the number that this tab holds itself */
async function isHeld(number, own) {
  return number !== own && Boolean((await navigator.locks.query()).held?.some(({ name }) => name === named(number)));
}
