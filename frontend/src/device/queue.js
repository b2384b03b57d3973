/** The queue of one officer on this device: keeps seizures sealed, opens them, sends them, says what became of each. */
import { say } from '../words.js';
import { seal, sealValue, unseal, unsealValue } from './seal.js';
import { attemptOf, sendAll, waitAfter } from './sender.js';
import { cookie, standing } from './standing.js';
import { change, dropDraft, entriesOf, entryOf, keep, remove } from './store.js';

/**
 * @typedef {{blob: Blob, kind: string, name: string, metadata: Record<string, any>}} Photograph
 * @typedef {{payload: any, label: string, print: string, errors?: Record<string, string>, photographs: Omit<Photograph, 'blob'>[]}} Body
 *   `print` tells whether something else holds the same
 * @typedef {import('./store.js').Entry & {opened?: Body}} Shown
 */

const SENT_ARE_SHOWN_MS = 24 * 3600 * 1000;

/** @param {CryptoKey} key @param {Photograph[]} photographs */
export const sealPhotographs = (key, photographs) => Promise.all(photographs.map(async ({ blob }) => seal(key, await blob.arrayBuffer())));

/**
 * @param {CryptoKey} key @param {Body} body @param {import('./seal.js').Sealed[]} sealed
 * @returns {Promise<Photograph[]>}
 */
export const openPhotographs = (key, body, sealed) =>
  Promise.all(sealed.map(async (one, place) => ({ ...body.photographs[place], blob: new Blob([await unseal(key, one)], { type: 'image/jpeg' }) })));

/** @param {any} payload @param {Photograph[]} photographs @returns {Promise<string>} the SHA-256 of what would be sent */
export async function printOf(payload, photographs) {
  const pictures = await Promise.all(photographs.map(async ({ blob, ...rest }) => [rest, await sha256(await blob.arrayBuffer())]));
  return sha256(new TextEncoder().encode(JSON.stringify([payload, pictures])));
}

/** @param {BufferSource} bytes */
async function sha256(bytes) {
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export class Queue {
  /** @param {{mark: string, key: CryptoKey, sendUrl: string, standingUrl: string}} options @param {() => unknown} changed */
  constructor(options, changed) {
    this.options = options;
    this.changed = changed;
    /** @type {'idle' | 'sending' | import('./standing.js').Obstacle} */
    this.state = 'idle';
    /** The number of the one being sent. */
    this.sending = '';
  }

  /**
   * Keeps a seizure to be sent, and ends its draft. The same once more is no second seizure; another under the same number is.
   * @param {string} id @param {any} payload @param {string} label @param {Photograph[]} photographs
   * @param {string} [anew] the refused one in whose place it comes
   * @returns {Promise<string>} the number under which it is kept
   */
  async add(id, payload, label, photographs, anew = '') {
    const { mark, key } = this.options;
    const print = await printOf(payload, photographs);
    const before = await entryOf(id);
    const opened = before?.body && before.state !== 'refused' ? await unsealValue(key, before.body).catch(() => undefined) : undefined;
    if (opened?.print === print) {
      await dropDraft(id);
      return id;
    }
    const body = await sealValue(key, { payload, label, print, photographs: photographs.map(({ blob, ...rest }) => rest) });
    const entry = { id, mark, state: /** @type {const} */ ('waiting'), at: Date.now(), body, photographs: await sealPhotographs(key, photographs) };
    const number = await keep(entry, { draft: id, anew });
    await this.changed();
    return number;
  }

  /** @returns {Promise<Shown[]>} what waits, and what arrived within a day; entries that cannot be opened have no body */
  async entries() {
    const found = [];
    for (const entry of await entriesOf(this.options.mark)) {
      if (entry.state === 'sent' && Date.now() - entry.at > SENT_ARE_SHOWN_MS) await remove(entry.id);
      else found.push({ ...entry, opened: entry.body ? await unsealValue(this.options.key, entry.body).catch(() => undefined) : undefined });
    }
    return found;
  }

  /** @param {string} id */
  async drop(id) {
    await remove(id);
    this.changed();
  }

  /** Sends what waits; tabs of one browser take turns. */
  async send() {
    if (this.state === 'sending') return;
    await navigator.locks.request('chorsu-sending', { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      const now = Date.now();
      const waiting = (await this.entries()).filter((entry) => entry.state === 'waiting' && entry.opened && !(entry.failure && entry.failure.again > now));
      if (!waiting.length) {
        if (this.state !== 'idle') this.#become('idle');
        return;
      }
      this.#become('sending');
      // Asked first, so that no photograph travels for nothing.
      const why = (await standing(this.options.standingUrl, this.options.mark)) ?? (await sendAll(waiting, (one) => this.#post(one), (one, attempt) => this.#settle(one, attempt)));
      this.sending = '';
      await this.#become(why === 'done' ? 'idle' : why);
    });
  }

  /** @param {Queue['state']} state */
  #become(state) {
    this.state = state;
    return this.changed();
  }

  /** @param {Shown} entry */
  async #post(entry) {
    this.sending = entry.id;
    this.changed();
    const body = /** @type {Body} */ (entry.opened);
    const opened = await openPhotographs(this.options.key, body, entry.photographs).catch(() => undefined);
    if (!opened) return /** @type {const} */ ({ outcome: 'failed', status: 0 });
    const form = new FormData();
    form.append('submission', JSON.stringify({ ...body.payload, submission: entry.id }));
    form.append('photographs', JSON.stringify(body.photographs));
    for (const { blob } of opened) form.append('photograph', blob, 'photograph.jpg');
    const headers = { 'X-CSRFToken': cookie('chorsu_csrf'), 'X-Chorsu-Officer': this.options.mark };
    return attemptOf(await fetch(this.options.sendUrl, { method: 'POST', body: form, headers, credentials: 'same-origin', redirect: 'error' }));
  }

  /** @param {Shown} entry @param {import('./sender.js').Attempt} attempt */
  async #settle(entry, attempt) {
    const { key } = this.options;
    if (attempt.outcome === 'sent') {
      // What arrived is in the data bank; nothing of it stays here but where.
      const body = await sealValue(key, { ...entry.opened, payload: null, photographs: [] });
      await change(entry.id, { state: 'sent', at: Date.now(), body, photographs: [], record: attempt.record, failure: undefined });
    } else if (attempt.outcome === 'failed') {
      const tries = (entry.failure?.tries ?? 0) + 1;
      await change(entry.id, { failure: { at: Date.now(), status: attempt.status, tries, again: Date.now() + waitAfter(tries) } });
    } else if (attempt.outcome === 'refused' || attempt.outcome === 'too-large') {
      const errors = attempt.outcome === 'refused' ? attempt.errors : { photographs: say('queue.tooLarge') };
      await change(entry.id, { state: 'refused', body: await sealValue(key, { ...entry.opened, errors }), failure: undefined });
    }
    this.changed();
  }
}
