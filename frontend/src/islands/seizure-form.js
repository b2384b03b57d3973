/**
 * `<chorsu-seizure-form>` around the plain form of one seizure: type-ahead, map, photographs made smaller, a draft that is
 * kept while one types, and the queue that sends when there is a line. Without a script the form inside works as it is.
 */
import '../css/seizure-form.css';
import { openPhotographs, Queue, sealPhotographs } from '../device/queue.js';
import { keyFrom, sealValue, unsealValue } from '../device/seal.js';
import { draftOf, dropDraft, keepDraft } from '../device/store.js';
import { uuid7 } from '../device/uuid7.js';
import { check, dayOf, timeOf } from '../form/check.js';
import { places, substances } from '../form/choices.js';
import { Lots } from '../form/lots.js';
import { fill, nested } from '../form/payload.js';
import { Photographs } from '../form/photographs.js';
import { offer, Pick } from '../form/pick.js';
import { Place } from '../form/place.js';
import { Waiting } from '../form/waiting.js';
import { say } from '../words.js';

const DRAFT_AFTER_MS = 250;
const AGAIN_AFTER_MS = 10_000;

class SeizureForm extends HTMLElement {
  /** The number of the seizure in the form: made on this device, and never used for another. */
  #number = uuid7();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #soon;
  #photographsSealed = /** @type {{taken: any, sealed: import('../device/seal.js').Sealed[]}} */ ({ taken: null, sealed: [] });
  /** Drafts are written one after the other, so that an older one never lies over a newer. */
  #writing = Promise.resolve();

  async connectedCallback() {
    const [form, blank, blankPhotograph] = [this.#one('[data-form]'), this.#one('[data-blank-lot]'), this.#one('[data-blank-photograph]')];
    this.form = /** @type {HTMLFormElement} */ (form);
    const changed = () => this.#changed();
    this.lots = new Lots(this.#one('[data-lots]'), /** @type {HTMLTemplateElement} */ (blank), changed);
    const room = this.#one('[data-field="photographs"]');
    this.photographs = new Photographs(room, /** @type {HTMLTemplateElement} */ (blankPhotograph), Number(this.dataset.most), changed);
    const known = places(this.dataset.placesUrl ?? '');
    offer('places', known);
    offer('substances', substances(this.dataset.listsUrl ?? ''));
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
    const { mark = '', sendUrl = '', standingUrl = '' } = this.dataset;
    this.key = await keyFrom(this.dataset.key ?? '');
    this.removeAttribute('data-key');
    this.queue = new Queue({ mark, key: this.key, sendUrl, standingUrl }, () => this.waiting?.draw());
    this.waiting = new Waiting(this.#one('[data-waiting]'), this.queue, { mend: (entry) => this.#mend(entry) });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#handIn();
    });
    if (this.hasAttribute('data-fresh')) await this.#restore();
    navigator.serviceWorker?.register(this.dataset.workerUrl ?? '').catch(() => undefined);
    const again = () => this.queue?.send();
    for (const [target, type] of /** @type {[EventTarget, string][]} */ ([[window, 'online'], [document, 'visibilitychange'], [window, 'pageshow']])) target.addEventListener(type, again);
    setInterval(again, AGAIN_AFTER_MS);
    await this.waiting.draw();
    again();
  }

  /** @param {HTMLFormElement} form */
  #listen(form) {
    form.addEventListener('input', (event) => {
      this.#mended(/** @type {HTMLElement} */ (event.target));
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
  }

  /** What is being mended is not called wrong any longer. @param {HTMLElement} target */
  #mended(target) {
    const field = target.closest('.wrong');
    if (!field) return;
    field.classList.remove('wrong');
    for (const input of field.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
    const error = field.querySelector('[data-error]');
    if (error) error.textContent = '';
    if (!this.querySelector('.wrong')) this.#one('[data-errors]').hidden = true;
  }

  #said() {
    return nested(/** @type {Iterable<[string, any]>} */ (new FormData(this.form)));
  }

  #changed() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#keepDraft(), DRAFT_AFTER_MS);
  }

  #keepDraft() {
    if (!this.key) return;
    const [key, said, taken, number, mark] = [this.key, this.#said(), this.photographs?.taken ?? [], this.#number, this.dataset.mark ?? ''];
    this.#writing = this.#writing.then(async () => {
      if (number !== this.#number) return;
      if (this.#photographsSealed.taken !== taken) this.#photographsSealed = { taken, sealed: await sealPhotographs(key, taken) };
      const body = await sealValue(key, { payload: said, number, photographs: taken.map(({ blob, ...rest }) => rest) });
      await keepDraft({ mark, at: Date.now(), body, photographs: this.#photographsSealed.sealed });
      this.#one('[data-draft]').dataset.kept = String(Date.now());
    }).catch(() => this.#tell(say('queue.full')));
  }

  async #restore() {
    const draft = await draftOf(this.dataset.mark ?? '').catch(() => undefined);
    const body = draft && this.key ? await unsealValue(this.key, draft.body).catch(() => undefined) : undefined;
    if (!draft || !body || !this.key) {
      this.#now();
      return;
    }
    await this.#put(body.payload, body.number, await openPhotographs(this.key, body, draft.photographs));
    this.#tell(say('form.restored'), { text: say('form.afresh'), act: () => this.#afresh() });
  }

  #now() {
    const [date, time] = [this.form?.elements.namedItem('date'), this.form?.elements.namedItem('time')];
    if (date instanceof HTMLInputElement) date.value = dayOf(Date.now());
    if (time instanceof HTMLInputElement) time.value = timeOf(Date.now());
  }

  /** @param {any} said @param {string} number @param {import('../device/queue.js').Photograph[]} photographs */
  async #put(said, number, photographs) {
    this.#number = number;
    this.lots?.reset(said.lots.length);
    if (this.form) fill(this.form, said);
    this.photographs?.set(photographs);
    this.#tellChoices();
    await this.place?.show();
  }

  async #afresh() {
    this.#number = uuid7();
    clearTimeout(this.#soon);
    this.form?.reset();
    this.lots?.reset(1);
    for (const name of ['place.id', 'place.latitude', 'place.longitude']) {
      const field = this.form?.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = '';
    }
    this.photographs?.set([]);
    this.#now();
    this.#showErrors({});
    this.#tellChoices();
    await this.place?.show();
    // An empty form is no draft.
    clearTimeout(this.#soon);
    await this.#writing;
    await dropDraft(this.dataset.mark ?? '');
    this.#tell('');
  }

  async #handIn() {
    const said = this.#said();
    const wrong = check(said, (code) => say(`problem.${code}`), Date.now());
    this.#showErrors(wrong);
    if (Object.keys(wrong).length || !this.queue) return;
    clearTimeout(this.#soon);
    const number = this.#number;
    try {
      await this.queue.add(number, said, this.#label(said), this.photographs?.taken ?? []);
    } catch {
      this.#tell(say('queue.full'));
      return;
    }
    await this.#afresh();
    this.#tell(say('queue.kept'));
    this.#one('[data-waiting]').scrollIntoView({ block: 'nearest' });
    await this.queue.send();
    if (this.waiting?.entries.some((entry) => entry.id === number && entry.state === 'sent')) this.#tell(say('queue.arrived'));
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
    if (!entry.opened || !this.key) return;
    await this.#put(entry.opened.payload, entry.id, await openPhotographs(this.key, entry.opened, entry.photographs));
    this.#tell(say('form.mending'));
    this.#showErrors(entry.opened.errors ?? {});
  }

  /** @param {Record<string, string>} wrong by path */
  #showErrors(wrong) {
    for (const element of this.querySelectorAll('[data-error]')) element.textContent = '';
    for (const element of this.querySelectorAll('.wrong')) element.classList.remove('wrong');
    for (const element of this.querySelectorAll('[aria-invalid]')) element.removeAttribute('aria-invalid');
    const box = this.#one('[data-errors]');
    const lines = Object.entries(wrong).map(([path, line]) => {
      const field = this.#fieldAt(path);
      const error = field?.querySelector('[data-error]');
      if (field && error) {
        error.textContent = line;
        field.classList.add('wrong');
        for (const input of field.querySelectorAll('input:not([type=radio]), textarea, select')) input.setAttribute('aria-invalid', 'true');
        field.closest('details:not([data-pictured])')?.setAttribute('open', '');
      }
      const label = field?.querySelector('.form-label')?.firstChild?.textContent?.trim() ?? '';
      const item = document.createElement('li');
      item.textContent = label && !line.startsWith(label) ? `${label}: ${line}` : line;
      return item;
    });
    box.querySelector('ul')?.replaceChildren(...lines);
    box.hidden = lines.length === 0;
    if (lines.length) {
      const first = this.querySelector('.wrong :is(input, textarea, select, summary)');
      (first instanceof HTMLElement ? first : box).focus();
    }
  }

  /** @param {string} path @returns {Element | null} */
  #fieldAt(path) {
    const paths = path === 'place' ? ['place.text'] : path.endsWith('.substance') ? [`${path}_text`] : [path];
    return paths.map((one) => this.querySelector(`[data-field="${CSS.escape(one)}"]`)).find(Boolean) ?? null;
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

customElements.define('chorsu-pick', Pick);
customElements.define('chorsu-seizure-form', SeizureForm);
