/**
 * `<chorsu-confirm>` around the form of the confirming page. Every act is a button of that form; this island presses them
 * by keyboard, draws the answer in place, lights a value and its words together, and fills a value with selected words.
 * Keys pressed while an act is on its way are kept, and done after it; but nothing is accepted or left out by a key that was
 * pressed before its reader saw what it decides, and a key that is held decides nothing. Without a script the form works as
 * it is.
 */
import '../css/confirm.css';
import { Haste, decides, isDecision } from '../confirm/haste.js';
import { Keys, isOurs, isWalking } from '../confirm/keys.js';
import { light } from '../confirm/lighting.js';
import { Place } from '../confirm/place.js';
import { selected, steer } from '../confirm/selection.js';
import { bodyOf, send } from '../confirm/sending.js';
import { hold, kept, show, unsaved } from '../confirm/written.js';
import { line } from '../core/unsent.js';
import { say } from '../words.js';

/** The answer to an act on what has changed since the page was drawn: the work as it stands, nothing done. */
const CHANGED = 409;
/** The answer to an act that was wrong: the work as it stands, and why. */
const WRONG = 422;
/** The text stands over the drafts there, and over what is said of them. */
const NARROW = '(max-width: 767px)';

/** @param {EventTarget | null} target */
const isWriting = (target) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !(target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type));

class Confirm extends HTMLElement {
  #place = new Place(this);
  #keys = new Keys(this, this.#place, { fill: () => this.#fill(), tell: (text) => this.#tell(text) });
  #busy = false;
  /** Keys pressed while an act is on its way. @type {string[]} */
  #ahead = [];
  /** An undo asked for while another act is on its way: the draft, and what was seen of it. @type {[string, string | undefined] | undefined} */
  #undoNext;
  /** The words of a value that are on their way. @type {FormDataEntryValue | null} */
  #words = null;
  #haste = new Haste();

  connectedCallback() {
    this.addEventListener('submit', this);
    this.addEventListener('click', this);
    this.addEventListener('mouseover', this);
    this.addEventListener('focusin', this);
    document.addEventListener('selectionchange', this);
    window.addEventListener('keydown', this, { capture: true });
    this.#place.start();
    this.setAttribute('ready', '');
  }

  disconnectedCallback() {
    document.removeEventListener('selectionchange', this);
    window.removeEventListener('keydown', this, { capture: true });
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event instanceof KeyboardEvent) this.#onKey(event);
    else if (event instanceof SubmitEvent) this.#onSubmit(event);
    else if (event.type === 'mouseover') light(this, event.target);
    else if (event.type === 'selectionchange') this.#showFill();
    else if (event.type === 'click') this.#onClick(event);
    else if (event.type === 'focusin') this.#onFocus(event);
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (this.querySelector('[data-form]'));
  }

  get #text() {
    return this.#place.text;
  }

  /** @param {string} number */
  #draft(number) {
    return this.querySelector(`[data-draft="${CSS.escape(number)}"]`);
  }

  /** @param {Event} event */
  #onFocus(event) {
    const row = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest('[data-slot]')) : null;
    if (row && row.dataset.slot !== this.#place.at) this.#place.mark(row.dataset.slot ?? '');
  }

  /** @param {Event} event */
  #onClick(event) {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('[data-fill-button]')) {
      this.#fill();
      return;
    }
    const piece = /** @type {HTMLElement | null} */ (target?.closest('mark[data-slots]') ?? null);
    if (piece && getSelection()?.isCollapsed) this.#place.go((piece.dataset.slots ?? '').split(' ')[0]);
    const row = /** @type {HTMLElement | null} */ (target?.closest('[data-slot]') ?? null);
    if (row && !target?.closest('button, summary, input')) this.#place.go(row.dataset.slot ?? '');
  }

  #showFill() {
    const box = /** @type {HTMLElement | null} */ (this.querySelector('[data-fill]'));
    const row = this.#place.here;
    const label = this.querySelector('[data-fill-label]');
    if (!box || !label) return;
    box.hidden = !row || !selected(this.#text);
    label.textContent = row?.dataset.label ?? '';
  }

  /** @returns {boolean} whether words were selected for a slot */
  #fill() {
    const words = selected(this.#text);
    if (!words || !this.#place.here) return false;
    this.#send(`fill:${this.#place.at}:${words.start}:${words.end}`);
    return true;
  }

  /** @param {SubmitEvent} event */
  #onSubmit(event) {
    event.preventDefault();
    const { submitter } = event;
    if (submitter instanceof HTMLButtonElement && submitter.name === 'act') this.#send(submitter.value);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.ctrlKey || event.metaKey || document.querySelector('dialog[open]') || event.defaultPrevented) return;
    const inText = event.target === this.#text;
    if (inText && steer(event)) {
      event.preventDefault();
      return;
    }
    if (event.altKey) return;
    const ahead = this.#busy;
    const held = event.repeat && !isWalking(event.key);
    if (isWriting(event.target) && !(held && event.key === 'Enter')) this.#onWritingKey(event);
    else if (held || ahead ? isOurs(event.key) : this.#keys.press(event.key, event.target)) {
      if (ahead && !event.repeat) this.#ahead.push(event.key);
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  /** Keys in the field of a value: Enter saves, Escape goes back to the value. @param {KeyboardEvent} event */
  #onWritingKey(event) {
    const row = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest('[data-slot]')) : null;
    if (!row || !['Enter', 'Escape'].includes(event.key)) return;
    event.preventDefault();
    if (event.key === 'Enter') /** @type {HTMLButtonElement | null} */ (row.querySelector('[data-type]'))?.click();
    else {
      for (const field of unsaved(row)) field.value = field.defaultValue;
      row.querySelector('[data-change]')?.removeAttribute('open');
      row.focus();
    }
  }

  /**
   * `seen` is what was seen of the draft, where that is not what the page shows by now.
   * @param {string} act @param {string} [seen]
   */
  async #send(act, seen) {
    const [name, number] = act.split(':');
    if (this.#busy || this.#holdsUp(name, number)) return;
    this.#busy = true;
    const release = isDecision(name) ? hold(this.#draft(number)) : undefined;
    this.setAttribute('busy', '');
    let goesOn = false;
    const body = bodyOf(this.#form, act, seen);
    this.#words = body.get(act.replace('type:', 'typed:'));
    try {
      const answer = await send(this.#form, body);
      if ('html' in answer) {
        goesOn = answer.status < 300;
        if (goesOn || answer.status === CHANGED || answer.status === WRONG) this.#draw(answer.html, act, goesOn);
        else this.#tell(say('confirm.notDone'));
      } else if (answer.why) this.#refuse(answer.why);
      else this.#tell(say('confirm.notDone'));
    } catch {
      this.#tell(say('confirm.noAnswer'));
    }
    release?.();
    this.#busy = false;
    this.removeAttribute('busy');
    // Keys pressed ahead were meant for what the page showed then.
    if (!goesOn) this.#ahead = [];
    if (this.#undoNext) this.#undo(...this.#undoNext);
    else this.#pressAhead();
  }

  /** Undoes what was done to a draft, after what is on its way. @param {string} number @param {string} [seen] */
  #undo(number, seen) {
    this.#undoNext = this.#busy ? [number, seen] : undefined;
    this.#send(`undo:${number}`, seen);
  }

  /** Does what was pressed ahead, up to what decides, or would be written into a field. */
  #pressAhead() {
    while (this.#ahead.length && !this.#busy) {
      const key = /** @type {string} */ (this.#ahead.shift());
      const active = document.activeElement;
      const presses = key === 'Enter' && active instanceof HTMLButtonElement;
      if (isWriting(active) || decides(this, key, active)) {
        this.#ahead = [];
        this.#tell(say('confirm.tooEarly'));
      } else if (presses) active.click(); // the button that has the focus by now, as it would have
      else this.#keys.press(key);
    }
  }

  /** Words that nobody saved hold a decision up, and haste. @param {string} name @param {string} number the draft */
  #holdsUp(name, number) {
    if (!isDecision(name)) return false;
    if (this.#haste.isTooSoon(name)) {
      this.#tell(say('confirm.tooEarly'));
      return true;
    }
    const draft = this.#draft(number);
    const [field] = draft ? unsaved(draft) : [];
    if (!field) return false;
    show(field);
    const row = /** @type {HTMLElement | null} */ (field.closest('[data-slot]'));
    this.#tell(say('confirm.unsaved', { label: row?.dataset.label ?? '' }));
    return true;
  }

  /** @param {string} html @param {string} act @param {boolean} done */
  #draw(html, act, done) {
    const [name, number, path] = act.split(':');
    const sent = `typed:${number}:${path}`;
    const goOnWriting = kept(this, (field) => done && name !== 'keep' && field.name === sent && field.value === (this.#words ?? field.value));
    const work = /** @type {HTMLElement} */ (this.querySelector('[data-work]'));
    const scrolled = this.#text.scrollTop;
    const folded = [...this.querySelectorAll('details.not-told[open]')].map((one) => /** @type {HTMLElement | null} */ (one.closest('[data-draft]'))?.dataset.draft);
    work.innerHTML = html;
    this.#text.scrollTop = scrolled;
    for (const draft of folded) this.querySelector(`[data-draft="${draft}"] details.not-told`)?.setAttribute('open', '');
    this.#tell(work.querySelector('[data-said]')?.textContent ?? '');
    const writing = goOnWriting();
    if (done) this.#keys.acted = number ?? '';
    if (done && isDecision(name)) this.#decided(name, number, writing);
    else if (!writing) this.#follow(name, number, done);
  }

  /** On from where the act was done. @param {string} name @param {string} number @param {boolean} done */
  #follow(name, number, done) {
    if (!done) {
      const row = this.#place.here;
      const wrong = this.querySelector('.slot.wrong');
      if (wrong instanceof HTMLElement) this.#place.go(wrong.dataset.slot ?? '');
      else if (row) this.#place.go(this.#place.at);
      return;
    }
    if (name === 'undo' || name === 'add' || name === 'add-lot' || name === 'remove-lot') this.#undone(number);
    else this.#onwardFrom(number);
  }

  /** @param {string} name @param {string} number @param {boolean} writing who writes elsewhere goes on there */
  #decided(name, number, writing) {
    const text = say(name === 'accept' ? 'confirm.accepted' : 'confirm.left');
    const seen = /** @type {HTMLInputElement | null} */ (this.#draft(number)?.querySelector('[data-seen]') ?? null)?.value;
    document.dispatchEvent(new CustomEvent('chorsu:toast', { detail: { text, about: `draft:${number}`, undo: () => this.#undo(number, seen) } }));
    this.#haste.decided();
    if (writing) return;
    this.#place.at = '';
    this.#place.start();
  }

  /** @param {string} number */
  #undone(number) {
    this.#keys.warned = '';
    document.dispatchEvent(new CustomEvent('chorsu:toast', { detail: { text: '', about: `draft:${number}` } }));
    const draft = this.querySelector(`[data-draft="${CSS.escape(number ?? '')}"][data-state="open"]`);
    if (draft) this.#place.enter(draft);
    else this.#place.start();
  }

  /** @param {string} number */
  #onwardFrom(number) {
    if (!this.#place.at.startsWith(`${number}:`)) this.#place.at = `${number}:`;
    const row = this.#place.here;
    if (row?.matches('.unresolved, .wrong')) {
      this.#place.go(this.#place.at);
      return;
    }
    if (row) this.#place.mark(this.#place.at);
    this.#place.onward();
  }

  /** The act was sent by nobody, or by somebody whose page this is not. @param {import('../device/standing.js').Obstacle} why */
  #refuse(why) {
    this.querySelector('[data-unsent]')?.remove();
    const said = line(why, say(`unsent.${why}`));
    said.dataset.unsent = '';
    this.querySelector('[data-said]')?.before(said);
    said.scrollIntoView({ block: 'nearest' });
  }

  /** @param {string} text */
  #tell(text) {
    const line = this.querySelector('[data-said]');
    if (!line || !text) return;
    line.textContent = text;
    line.classList.remove('visually-hidden');
    line.classList.add('message', 'info');
    const { top, bottom } = line.getBoundingClientRect();
    if (bottom > 0 && top < innerHeight && !matchMedia(NARROW).matches) return;
    document.dispatchEvent(new CustomEvent('chorsu:toast', { detail: { text, about: 'confirm' } }));
  }
}

customElements.define('chorsu-confirm', Confirm);
