/**
 * What somebody wrote is sent only where somebody takes it: before a form with words or files leaves its page, the server is
 * asked who is signed in. Where it is nobody, somebody else, or the server does not answer, the form stays as it is and says
 * why, with a way to sign in beside it. The body says whose page it is (`data-officer`), where to ask (`data-standing`) and
 * where one signs in (`data-sign-in`). The form that is made to be filled in without a line (`chorsu-seizure-form`) keeps what
 * it is given by itself.
 *
 * On `chorsu:connection` with the state `signed-out` or `another` a line over the page says so as soon as it is known.
 */
import { cookie, standing } from '../device/standing.js';
import { say } from '../words.js';

const WORDS = 'textarea, input[type=file], input[type=text], input[type=tel], input[type=email], input[type=url], input[type=search], input:not([type])';

/** Forms that are asked about, and those whose answer is known: the next submit goes through. @type {WeakMap<HTMLFormElement, 'asked' | 'free'>} */
const held = new WeakMap();

/** @param {HTMLFormElement} form */
const hasWords = (form) => [...form.elements].some((field) => field.matches(WORDS) && /** @type {HTMLInputElement} */ (field).value.trim() !== '');

/** @param {import('../device/standing.js').Obstacle} why @param {string} text */
function line(why, text) {
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
  if (!form || form.closest('chorsu-seizure-form') || (event.submitter?.getAttribute('formmethod') ?? form.method) !== 'post') return;
  if (held.get(form) === 'free') {
    held.delete(form);
    return;
  }
  if (!hasWords(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (held.has(form)) return;
  held.set(form, 'asked');
  const submitter = /** @type {HTMLElement | null} */ (event.submitter);
  const why = await standing(document.body.dataset.standing ?? '', document.body.dataset.officer ?? '');
  held.delete(form);
  form.querySelector('[data-unsent]')?.remove();
  if (why) {
    const said = line(why, say(`unsent.${why}`));
    said.dataset.unsent = '';
    if (submitter && form.contains(submitter)) (submitter.closest('.panel-foot, .d-flex') ?? submitter).before(said);
    else form.append(said);
    said.scrollIntoView({ block: 'nearest' });
    return;
  }
  // Signing in again gave another token.
  const token = /** @type {HTMLInputElement | null} */ (form.querySelector('[name=csrfmiddlewaretoken]'));
  if (token) token.value = cookie('chorsu_csrf') || token.value;
  held.set(form, 'free');
  form.requestSubmit(submitter);
  held.delete(form);
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
  document.addEventListener('submit', onSubmit, true);
  document.addEventListener('chorsu:connection', onConnection);
}
