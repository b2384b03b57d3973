/**
 * What somebody wrote is sent only where somebody takes it, and once. Before a form leaves its page the server is asked who is
 * signed in. Where it is nobody, somebody else, or the server does not answer, the form stays as it is and says why, with a
 * way to sign in beside it. What has left its page is not sent by a second press; a page with words that were not sent asks
 * before it is left. A form with a `number` keeps it when its reader comes back to it, so that what was sent is known again.
 *
 * The body says whose page it is (`data-officer`), where to ask (`data-standing`) and where one signs in (`data-sign-in`).
 * The form that is made to be filled in without a line (`chorsu-seizure-form`) keeps what it is given by itself; the one that
 * stays on its page act after act (`chorsu-confirm`) asks where an act was refused. What rings is acknowledged from any page
 * (`core/ring.js`).
 *
 * On `chorsu:connection` with the state `signed-out` or `another` a line over the page says so as soon as it is known.
 */
import { cookie, standing } from '../device/standing.js';
import { say } from '../words.js';

const WORDS = 'textarea, input[type=file], input[type=text], input[type=tel], input[type=email], input[type=url], input[type=search], input:not([type])';
/** Longer than a bad line takes; a form whose page is still there then may be sent again. */
const SENT_MS = 30_000;

/** Forms that are asked about, whose answer is known, and that have left. @type {Map<HTMLFormElement, 'asked' | 'free' | 'sent'>} */
const held = new Map();
/** Forms in which somebody wrote. @type {Set<HTMLFormElement>} */
const written = new Set();
/** The reader said that the page goes, until it must have gone. */
let isGoing = false;

/** @param {HTMLFormElement} form */
const isActs = (form) => form.closest('chorsu-confirm') !== null;

/** Words that were not sent; in a form of acts those that stand otherwise than they came. @param {HTMLFormElement} form */
function hasWords(form) {
  const fields = /** @type {HTMLInputElement[]} */ ([...form.elements].filter((field) => field.matches(WORDS)));
  return fields.some((field) => (isActs(form) ? field.value !== field.defaultValue : field.value.trim() !== ''));
}

/** @returns {boolean} whether this page holds words that were not sent */
export const isWritten = () => [...written].some((form) => form.isConnected && hasWords(form));

/** @param {HTMLFormElement | null} form @returns {form is HTMLFormElement} */
const isOurs = (form) => form !== null && form.method === 'post' && !form.matches('[data-sign-out]') && !form.closest('chorsu-seizure-form, chorsu-confirm, chorsu-ring');

/**
 * A line over what was not sent, with a way to sign in where that helps.
 * @param {import('../device/standing.js').Obstacle} why @param {string} text
 */
export function line(why, text) {
  const box = Object.assign(document.createElement('div'), { className: 'message warning', role: 'alert' });
  const words = Object.assign(document.createElement('div'), { textContent: `${text} ` });
  if (why === 'signed-out' || why === 'another') {
    words.append(Object.assign(document.createElement('a'), { href: document.body.dataset.signIn ?? '/', target: '_blank', rel: 'noopener', textContent: say('unsent.signIn') }));
  }
  box.append(words);
  return box;
}

/** @param {SubmitEvent} event */
async function onSubmit(event) {
  const form = event.target instanceof HTMLFormElement ? event.target : null;
  if (!isOurs(form) || held.get(form) === 'free') return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (held.has(form)) return;
  held.set(form, 'asked');
  const submitter = /** @type {HTMLElement | null} */ (event.submitter);
  const why = await standing(document.body.dataset.standing ?? '', document.body.dataset.officer ?? '');
  held.delete(form);
  form.querySelector('[data-unsent]')?.remove();
  if (why) refuse(form, submitter, why);
  else release(form, submitter);
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} submitter @param {import('../device/standing.js').Obstacle} why */
function refuse(form, submitter, why) {
  const said = line(why, say(`unsent.${why}`));
  said.dataset.unsent = '';
  if (submitter && form.contains(submitter)) (submitter.closest('.panel-foot, .d-flex') ?? submitter).before(said);
  else form.append(said);
  said.scrollIntoView({ block: 'nearest' });
}

/** Lets a form go as its reader sent it. @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
function release(form, submitter) {
  // Signing in again gave another token.
  const token = /** @type {HTMLInputElement | null} */ (form.querySelector('[name=csrfmiddlewaretoken]'));
  if (token) token.value = cookie('chorsu_csrf') || token.value;
  const watch = new AbortController();
  let leaves = false;
  const wasWritten = written.delete(form);
  // Asked last: an island may send the form by itself, and says then what became of it.
  window.addEventListener('submit', (event) => (leaves = !event.defaultPrevented && mayLeave(event)), { signal: watch.signal });
  held.set(form, 'free');
  form.requestSubmit(submitter?.isConnected ? submitter : null);
  watch.abort();
  held.delete(form);
  if (!leaves) {
    if (wasWritten) written.add(form);
    return;
  }
  held.set(form, 'sent');
  setTimeout(() => held.delete(form), SENT_MS);
}

/** A form that leaves takes the page with it, and what is written in others; a page that stays after all asks again. @param {Event} event */
function mayLeave(event) {
  if (!isWritten()) return true;
  if (confirm(say('unsent.others'))) {
    isGoing = true;
    setTimeout(() => (isGoing = false), SENT_MS);
    return true;
  }
  event.preventDefault();
  return false;
}

/** @param {Event} event */
function onInput(event) {
  isGoing = false;
  const form = /** @type {HTMLInputElement | null} */ (event.target)?.form ?? null;
  if (form && (isOurs(form) || isActs(form))) written.add(form);
}

/** @param {BeforeUnloadEvent} event */
function onLeave(event) {
  if (!isGoing && isWritten()) event.preventDefault();
}

/** A form with a number is known again when its reader comes back to it. */
function keepNumber() {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector('main form[method=post] input[type=hidden][name=number]'));
  if (!field) return;
  const [way] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
  const kept = way?.type === 'back_forward' ? history.state?.number : undefined;
  if (typeof kept === 'string') field.value = kept;
  else history.replaceState({ ...history.state, number: field.value }, '');
}

/** @param {Event} event */
function onConnection(event) {
  const { state } = /** @type {CustomEvent} */ (event).detail;
  const stands = document.querySelector('[data-ended]');
  if (state !== 'signed-out' && state !== 'another') {
    if (state === 'live') stands?.remove();
    return;
  }
  if (stands) return;
  const said = line(state, say(`ended.${state}`));
  said.dataset.ended = '';
  document.querySelector('header.top')?.append(said);
}

export function listen() {
  if (!document.body.dataset.officer) return;
  keepNumber();
  document.addEventListener('submit', onSubmit, true);
  document.addEventListener('input', onInput);
  document.addEventListener('chorsu:connection', onConnection);
  window.addEventListener('beforeunload', onLeave);
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    held.clear();
    isGoing = false;
  });
}
