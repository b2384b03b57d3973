/**
 * On every page: how many seizures of this officer wait on this device, and a word before signing out while some do.
 * The body says whose page it is (`data-officer`, a mark) and where the form is (`data-seizure-form`).
 */
import { waitingOf } from '../device/store.js';
import { number, say } from '../words.js';

/** @param {number} count */
function show(count) {
  const line = document.querySelector('.top-line');
  let chip = /** @type {HTMLAnchorElement | null} */ (document.querySelector('[data-waiting-chip]'));
  if (!count || !line) {
    chip?.remove();
    return;
  }
  if (!chip) {
    chip = Object.assign(document.createElement('a'), { className: 'chip chip-warn', href: document.body.dataset.seizureForm ?? '' });
    chip.dataset.waitingChip = '';
    line.querySelector('.gap')?.after(chip);
  }
  // A phone has room for the number alone; the words are said all the same.
  const words = Object.assign(document.createElement('span'), { className: 'wide-only', textContent: say('waitingShort', { count: '' }) });
  words.ariaHidden = 'true';
  chip.replaceChildren(words, Object.assign(document.createElement('b'), { textContent: number(count) }));
  chip.title = say('waitingLong', { count: number(count) });
  chip.ariaLabel = chip.title;
}

export async function listen() {
  const mark = document.body.dataset.officer;
  if (!mark || !('indexedDB' in window)) return;
  let count = 0;
  document.addEventListener('chorsu:waiting', (event) => show((count = /** @type {CustomEvent} */ (event).detail.count)));
  document.addEventListener('submit', (event) => {
    const form = event.target instanceof HTMLFormElement ? event.target : null;
    if (!form?.matches('[data-sign-out]') || !count || window.confirm(say('waitingLeave', { count: number(count) }))) return;
    event.preventDefault();
  });
  try {
    show((count = await waitingOf(mark)));
  } catch {
    // a browser that keeps nothing has nothing waiting
  }
}
