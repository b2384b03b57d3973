/** The queue of one officer on this device: keeps seizures sealed, opens them, sends them, says what became of each. */
import { seal, sealValue, unseal, unsealValue } from './seal.js';
import { attemptOf, cookie, sendAll } from './sender.js';
import { change, entriesOf, keep, remove } from './store.js';

/**
 * @typedef {{blob: Blob, kind: string, name: string, metadata: Record<string, any>}} Photograph
 * @typedef {{payload: any, label: string, errors?: Record<string, string>, photographs: Omit<Photograph, 'blob'>[]}} Body
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

export class Queue {
  /** @param {{mark: string, key: CryptoKey, sendUrl: string, standingUrl: string}} options @param {() => unknown} changed */
  constructor(options, changed) {
    this.options = options;
    this.changed = changed;
    /** @type {'idle' | 'sending' | 'offline' | 'signed-out' | 'another'} */
    this.state = 'idle';
    /** The number of the one being sent. */
    this.sending = '';
  }

  /** @param {string} id @param {any} payload @param {string} label @param {Photograph[]} photographs */
  async add(id, payload, label, photographs) {
    const { mark, key } = this.options;
    const body = await sealValue(key, { payload, label, photographs: photographs.map(({ blob, ...rest }) => rest) });
    await keep({ id, mark, state: 'waiting', at: Date.now(), body, photographs: await sealPhotographs(key, photographs) });
    await this.changed();
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
      const waiting = (await this.entries()).filter((entry) => entry.state === 'waiting' && entry.opened);
      if (!waiting.length) {
        if (this.state !== 'idle') this.#become('idle');
        return;
      }
      this.#become('sending');
      const why = (await this.#standing()) ?? (await sendAll(waiting, (one) => this.#post(one), (one, attempt) => this.#settle(one, attempt)));
      this.sending = '';
      await this.#become(why === 'done' ? 'idle' : why);
    });
  }

  /** @param {Queue['state']} state */
  #become(state) {
    this.state = state;
    return this.changed();
  }

  /** Why nothing can be sent now, if so: asked first, so that no photograph travels for nothing. */
  async #standing() {
    try {
      const answer = await fetch(this.options.standingUrl, { credentials: 'same-origin', cache: 'no-store' });
      if (!answer.ok) return 'offline';
      const { officer } = await answer.json();
      return officer === this.options.mark ? undefined : officer ? 'another' : 'signed-out';
    } catch {
      return 'offline';
    }
  }

  /** @param {Shown} entry */
  async #post(entry) {
    this.sending = entry.id;
    this.changed();
    const body = /** @type {Body} */ (entry.opened);
    const form = new FormData();
    form.append('submission', JSON.stringify({ ...body.payload, submission: entry.id }));
    form.append('photographs', JSON.stringify(body.photographs));
    for (const { blob } of await openPhotographs(this.options.key, body, entry.photographs)) form.append('photograph', blob, 'photograph.jpg');
    const headers = { 'X-CSRFToken': cookie('chorsu_csrf'), 'X-Chorsu-Officer': this.options.mark };
    return attemptOf(await fetch(this.options.sendUrl, { method: 'POST', body: form, headers, credentials: 'same-origin', redirect: 'error' }));
  }

  /** @param {Shown} entry @param {import('./sender.js').Attempt} attempt */
  async #settle(entry, attempt) {
    if (attempt.outcome === 'sent') {
      // What arrived is in the data bank; nothing of it stays here but where.
      await change(entry.id, { state: 'sent', at: Date.now(), body: await sealValue(this.options.key, { ...entry.opened, payload: null, photographs: [] }), photographs: [], record: attempt.record });
    } else if (attempt.outcome === 'refused') {
      await change(entry.id, { state: 'refused', body: await sealValue(this.options.key, { ...entry.opened, errors: attempt.errors }) });
    }
    this.changed();
  }
}
