/**
 * `<chorsu-seizure-form>` around the plain form of one seizure: type-ahead, map, photographs made smaller, a draft that is
 * kept while one types, and the queue that sends when there is a line. Without a script the form inside works as it is.
 */
import '../css/seizure-form.css';
import { openPhotographs, Queue } from '../device/queue.js';
import { keyFrom } from '../device/seal.js';
import { Amounts } from '../form/amounts.js';
import { check, dayOf, doubts, timeOf } from '../form/check.js';
import { places, substances } from '../form/choices.js';
import { Drafts } from '../form/drafts.js';
import { showErrors, unmark } from '../form/errors.js';
import { Lots } from '../form/lots.js';
import { fill, nested } from '../form/payload.js';
import { Photographs } from '../form/photographs.js';
import { offer, Pick } from '../form/pick.js';
import { Place } from '../form/place.js';
import { Waiting } from '../form/waiting.js';
import { inWords, load, number, say } from '../words.js';

const AGAIN_AFTER_MS = 10_000;
const HASTE_MS = 1000;

class SeizureForm extends HTMLElement {
  /** Being filled in by the page itself, or handed in: what changes then is nothing typed. */
  #busy = false;
  /** Doubts that were asked about once already, with what they were of, and when. */
  #asked = { what: '', at: 0 };

  async connectedCallback() {
    const [form, blank, blankPhotograph] = [this.#one('[data-form]'), this.#one('[data-blank-lot]'), this.#one('[data-blank-photograph]')];
    this.form = /** @type {HTMLFormElement} */ (form);
    const changed = () => this.#changed();
    this.lots = new Lots(this.#one('[data-lots]'), /** @type {HTMLTemplateElement} */ (blank), changed);
    const room = this.#one('[data-field="photographs"]');
    this.photographs = new Photographs(room, /** @type {HTMLTemplateElement} */ (blankPhotograph), Number(this.dataset.most), changed);
    const known = places(this.dataset.placesUrl ?? '');
    offer('places', known);
    const lists = substances(this.dataset.listsUrl ?? '');
    offer('substances', lists);
    this.rules = await load('form-rules');
    lists.then(({ most }) => Object.assign(this.rules, { most })).catch(() => undefined);
    this.amounts = new Amounts(this.#one('[data-lots]'), this.rules);
    this.place = new Place(this, async () => (await known.catch(() => ({ indexed: [] }))).indexed.map(({ value }) => value), changed);
    this.#listen(this.form);
    this.#tellChoices();
    if (!window.isSecureContext || !('indexedDB' in window)) {
      // Nothing can be kept here: the form is sent as a plain one.
      this.#tell(say('queue.notKept'));
      return;
    }
    await this.#keepOnDevice(this.form);
    this.setAttribute('ready', '');
  }

  /** @param {string} selector */
  #one(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }

  /** @param {HTMLFormElement} form */
  async #keepOnDevice(form) {
    const { mark = '', sendUrl = '', standingUrl = '', signInUrl = '', signOutUrl = '' } = this.dataset;
    const key = await keyFrom(this.dataset.key ?? '');
    this.key = key;
    this.removeAttribute('data-key');
    this.queue = new Queue({ mark, key, sendUrl, standingUrl }, () => this.waiting?.draw());
    this.drafts = new Drafts({
      mark,
      key,
      typed: () => ({ payload: this.#said(), photographs: this.photographs?.taken ?? [] }),
      kept: () => void (this.#one('[data-draft]').dataset.kept = String(Date.now())),
      failed: () => this.#tell(say('queue.full')),
    });
    await this.drafts.take();
    this.waiting = new Waiting(this.#one('[data-waiting]'), this.queue, { mend: (entry) => this.#mend(entry), signInUrl, signOutUrl });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#handIn();
    });
    if (this.hasAttribute('data-fresh')) this.#tellRestored(await this.#restore());
    navigator.serviceWorker?.register(this.dataset.workerUrl ?? '').catch(() => undefined);
    const again = () => this.queue?.send();
    for (const [target, type] of /** @type {[EventTarget, string][]} */ ([[window, 'online'], [document, 'visibilitychange'], [window, 'pageshow']])) target.addEventListener(type, again);
    setInterval(again, AGAIN_AFTER_MS);
    await this.waiting.draw();
    this.#begin();
    again();
  }

  /** The first field that waits for an answer has the focus, where a keyboard is at hand and nobody has begun elsewhere. */
  #begin() {
    const place = /** @type {HTMLInputElement} */ (this.#one("[name='place.text']"));
    const idle = !document.activeElement || document.activeElement === document.body;
    if (this.hasAttribute('data-fresh') && idle && !place.value && matchMedia('(pointer: fine)').matches) {
      // Nobody asked for names yet: they are offered with the first sign.
      const pick = place.closest('chorsu-pick');
      pick?.setAttribute('data-quiet', '');
      place.focus({ preventScroll: true });
      pick?.removeAttribute('data-quiet');
    }
  }

  /** @param {HTMLFormElement} form */
  #listen(form) {
    form.addEventListener('input', (event) => {
      unmark(this, /** @type {HTMLElement} */ (event.target));
      this.#tellChoices();
      this.#changed();
    });
    form.addEventListener('change', () => {
      this.#tellChoices();
      this.#changed();
    });
    form.addEventListener('click', (event) => {
      // A tap chooses and folds the list; the arrows of a keyboard choose at every step, and Enter folds it.
      if (event.detail > 0 && event.target instanceof HTMLInputElement && event.target.type === 'radio') this.#fold(event.target);
    });
    form.addEventListener('chorsu:picked', () => this.#changed());
    this.#one('[data-add-lot]').addEventListener('click', (event) => {
      event.preventDefault();
      this.lots?.add(true);
    });
    form.addEventListener('keydown', (event) => {
      // Enter in a field would press the form's first button; what hands in is the button that says so.
      if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || event.target.type === 'file') return;
      event.preventDefault();
      if (event.target.type === 'radio') this.#fold(event.target);
    });
  }

  /** @param {HTMLElement} target a choice in a pictured list */
  #fold(target) {
    const pictured = target.closest('[data-pictured]');
    if (!(pictured instanceof HTMLDetailsElement)) return;
    pictured.open = false;
    pictured.querySelector('summary')?.focus();
  }

  /** What a folded list holds stands beside its name. */
  #tellChoices() {
    for (const list of this.querySelectorAll('[data-pictured]')) {
      const chosen = list.querySelector('input:checked + span');
      const line = list.querySelector('[data-chosen]');
      if (line) line.textContent = chosen?.textContent?.trim() || say('form.notChosen');
    }
    const who = this.querySelector('[name=who]:checked + label > span');
    const line = this.querySelector('[data-audience]');
    if (line) line.textContent = who?.textContent ?? '';
    // The browser writes a day in the order of its own language: beside it stands which day that is.
    for (const day of this.querySelectorAll('[data-day]')) {
      const field = this.form?.elements.namedItem(day.getAttribute('data-day') ?? '');
      day.textContent = field instanceof HTMLInputElement ? inWords(field.value) : '';
    }
  }

  #said() {
    return nested(/** @type {Iterable<[string, any]>} */ (new FormData(this.form)));
  }

  #changed() {
    if (!this.#busy) this.drafts?.changed();
  }

  /** The newest draft comes back into the form. @returns {Promise<string>} what there is to say about it */
  async #restore() {
    const { draft, more, elsewhere } = (await this.drafts?.next().catch(() => undefined)) ?? { draft: undefined, more: 0, elsewhere: 0 };
    if (!draft) {
      this.#now();
      return elsewhere ? say('form.elsewhere') : '';
    }
    await this.#put(draft.payload, draft.photographs);
    if (this.drafts) this.drafts.touched = true;
    return more ? say('form.restoredMore', { count: number(more) }) : say('form.restored');
  }

  /** @param {string} line what #restore said */
  #tellRestored(line) {
    this.#tell(line, this.drafts?.touched ? { text: say('form.afresh'), act: () => this.#startAfresh() } : undefined);
  }

  #now() {
    const [date, time] = [this.form?.elements.namedItem('date'), this.form?.elements.namedItem('time')];
    if (date instanceof HTMLInputElement) date.value = dayOf(Date.now());
    if (time instanceof HTMLInputElement) time.value = timeOf(Date.now());
    this.#tellChoices();
  }

  /** @param {any} said @param {import('../device/queue.js').Photograph[]} photographs */
  async #put(said, photographs) {
    this.#busy = true;
    this.form?.reset();
    this.lots?.reset(said.lots.length);
    if (this.form) fill(this.form, said);
    this.photographs?.set(photographs);
    this.#tellChoices();
    showErrors(this, {});
    this.amounts?.show();
    await this.place?.show();
    this.#busy = false;
  }

  /** An empty form, under a number of its own; what stood in it is the caller's to keep. */
  async #empty() {
    await this.drafts?.take();
    this.#busy = true;
    this.form?.reset();
    this.lots?.reset(1);
    for (const name of ['place.id', 'place.latitude', 'place.longitude']) {
      const field = this.form?.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = '';
    }
    this.photographs?.set([]);
    this.#now();
    showErrors(this, {});
    this.#tellChoices();
    await this.place?.show();
    this.#busy = false;
  }

  async #startAfresh() {
    const { drafts } = this;
    if (!drafts) return;
    const before = { said: this.#said(), photographs: this.photographs?.taken ?? [], number: drafts.number, anew: drafts.anew };
    await drafts.drop();
    await this.#empty();
    const undo = async () => {
      await drafts.putAside();
      if (!(await drafts.take(before.number, before.anew))) await drafts.take();
      await this.#put(before.said, before.photographs);
      drafts.changed();
      this.#tellRestored(say('form.restored'));
    };
    this.#tell(say('form.thrownAway'), { text: say('form.undo'), act: undo });
  }

  async #handIn() {
    if (this.#busy) return;
    const said = this.#said();
    const wrong = check(said, lineOf, Date.now(), this.rules);
    if (!Object.keys(wrong).length) Object.assign(wrong, await this.#doubts(said));
    showErrors(this, wrong);
    if (Object.keys(wrong).length || !this.queue || !this.drafts || this.#busy) return;
    this.#busy = true;
    let kept = '';
    try {
      await this.drafts.rest();
      kept = await this.queue.add(this.drafts.number, said, this.#label(said), this.photographs?.taken ?? [], this.drafts.anew);
    } catch {
      this.#tell(say('queue.full'));
      return;
    } finally {
      this.#busy = false;
    }
    await this.#empty();
    const restored = await this.#restore();
    this.#tellRestored([this.#keptLine(), restored].filter(Boolean).join(' '));
    this.#one('[data-waiting]').scrollIntoView({ block: 'nearest' });
    await this.queue.send();
    const entry = this.waiting?.entries.find((one) => one.id === kept);
    const line = entry?.state === 'sent' ? say('queue.arrived') : entry?.state === 'refused' ? say('queue.keptRefused') : entry?.failure ? say('queue.keptFailed') : this.#keptLine();
    this.#tellRestored([line, restored].filter(Boolean).join(' '));
  }

  /** What is asked about once: handed in again as it is, it is taken. @param {any} said @returns {Promise<Record<string, string>>} */
  async #doubts(said) {
    const found = doubts(said, lineOf, this.rules, (most, unit) => `${number(most, 12)} ${this.rules.labels[unit] ?? unit}`);
    const far = await this.place?.far();
    if (far) found.place = lineOf('far_from_place', number(far.km, 0));
    const asked = JSON.stringify([this.drafts?.number, said.place, said.lots, Object.keys(found)]);
    const again = asked === this.#asked.what;
    // A button pressed twice in haste is no answer.
    if (again && Date.now() - this.#asked.at > HASTE_MS) return {};
    if (!again) this.#asked = { what: asked, at: Date.now() };
    return found;
  }

  /** What becomes of a seizure that is kept, as things stand. */
  #keptLine() {
    const lines = { another: 'queue.keptAnother', 'signed-out': 'queue.keptSignIn', failed: 'queue.keptFailed' };
    return say(lines[/** @type {keyof typeof lines} */ (this.queue?.state)] ?? 'queue.kept');
  }

  /** @param {any} said what the list calls a seizure: when, where, what */
  #label(said) {
    const what = said.lots.map((/** @type {any} */ lot, /** @type {number} */ place) => {
      const chosen = (/** @type {string} */ code) => this.querySelector(`[name="lots.${place + 1}.${code}"]:checked + span`)?.textContent?.trim() ?? '';
      return [lot.kind === 'drug' ? lot.substance_text : chosen('item') || chosen('kind'), lot.quantity, lot.kind === 'cash' ? lot.currency : chosen('unit')].filter(Boolean).join(' ');
    });
    return [`${said.date} ${said.time}`.trim(), said.place.text, what.join(', ')].filter(Boolean).join(' · ');
  }

  /** @param {import('../device/queue.js').Shown} entry */
  async #mend(entry) {
    const { drafts, key } = this;
    if (!entry.opened || !key || !drafts) return;
    const photographs = await openPhotographs(key, entry.opened, entry.photographs);
    // Its number tells of another seizure in the data bank: it gets a new one.
    const taken = Boolean(entry.opened.errors?.submission);
    await drafts.putAside();
    const aside = drafts.touched && drafts.number !== entry.id;
    if (!(await drafts.take(taken ? undefined : entry.id, taken ? entry.id : ''))) {
      this.#tell(say('form.mendedElsewhere'));
      return;
    }
    await this.#put(entry.opened.payload, photographs);
    this.#tell([say('form.mending'), aside ? say('form.aside') : ''].filter(Boolean).join(' '));
    showErrors(this, entry.opened.errors ?? {});
  }

  /** @param {string} text @param {{text: string, act: () => void}} [way] */
  #tell(text, way) {
    const line = this.#one('[data-said]');
    line.hidden = !text;
    /** @type {HTMLElement} */ (line.querySelector('span')).textContent = text;
    line.querySelector('button')?.remove();
    if (!way) return;
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-sm', textContent: way.text });
    button.addEventListener('click', way.act);
    line.append(button);
  }
}

/** @param {string} code @param {string} [most] */
const lineOf = (code, most = '') => say(`problem.${code}`, { most });

customElements.define('chorsu-pick', Pick);
customElements.define('chorsu-seizure-form', SeizureForm);
