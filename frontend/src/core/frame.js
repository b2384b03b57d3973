/** What every page's frame does: theme, rail, menus, dialogs, toasts. Everything hangs on data attributes. */
import { say } from '../words.js';

/** @param {string} name @param {string} value */
function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // a browser that keeps nothing still works; it asks again next time
  }
}

function showTheme() {
  for (const button of document.querySelectorAll('[data-theme-choice]')) {
    if (button instanceof HTMLButtonElement) button.setAttribute('aria-pressed', String(button.dataset.themeChoice === document.documentElement.dataset.themeChoice));
  }
}

function showNames() {
  const roman = document.documentElement.dataset.names === 'roman';
  for (const button of document.querySelectorAll('[data-names][aria-pressed]')) button.setAttribute('aria-pressed', String(roman));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const target = event.target instanceof Element ? event.target : null;
  const themed = /** @type {HTMLElement | null} */ (target?.closest('button[data-theme-choice]') ?? null);
  if (themed) {
    keep('chorsu-theme', themed.dataset.themeChoice ?? 'auto');
    document.dispatchEvent(new CustomEvent('chorsu:theme'));
    showTheme();
  }
  if (target?.closest('[data-names]')) {
    const roman = document.documentElement.dataset.names !== 'roman';
    document.documentElement.dataset.names = roman ? 'roman' : '';
    keep('chorsu-names', roman ? 'roman' : '');
    showNames();
  }
  if (target?.closest('[data-fold-rail]')) {
    const narrow = document.documentElement.dataset.rail !== 'narrow';
    document.documentElement.dataset.rail = narrow ? 'narrow' : '';
    keep('chorsu-rail', narrow ? 'narrow' : '');
  }
  const opener = /** @type {HTMLElement | null} */ (target?.closest('[data-opens]') ?? null);
  if (opener) /** @type {HTMLDialogElement | null} */ (document.getElementById(opener.dataset.opens ?? ''))?.showModal();
  if (target?.closest('[data-closes]')) target.closest('dialog')?.close();
  if (target instanceof HTMLDialogElement) target.close();
  target?.closest('[data-dismiss]')?.closest('.toast-line')?.remove();
  for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(target)) menu.removeAttribute('open');
}

/** @param {KeyboardEvent} event */
function onEscape(event) {
  if (event.key !== 'Escape') return;
  const menu = document.querySelector('details.menu[open]');
  menu?.removeAttribute('open');
  menu?.querySelector('summary')?.focus();
}

/**
 * A short message at the foot of the page, with a way back where there is one. Any island or answer may send it:
 * `document.dispatchEvent(new CustomEvent('chorsu:toast', { detail: { text, undo, about } }))`, where `undo` is a function.
 * What was said `about` the same thing before goes; without a text that is all.
 * @param {CustomEvent<{text: string, undo?: () => void, about?: string}>} event
 */
function toast(event) {
  const { about } = event.detail;
  if (about) for (const said of document.querySelectorAll('.toast-line')) if (/** @type {HTMLElement} */ (said).dataset.about === about) said.remove();
  if (!event.detail.text) return;
  const line = document.createElement('div');
  line.className = 'toast-line';
  if (about) line.dataset.about = about;
  line.append(Object.assign(document.createElement('span'), { textContent: event.detail.text }));
  if (event.detail.undo) {
    const back = Object.assign(document.createElement('button'), { type: 'button', textContent: say('undo') });
    back.addEventListener('click', () => {
      event.detail.undo?.();
      line.remove();
    });
    line.append(back);
  }
  document.getElementById('toasts')?.append(line);
  setTimeout(() => line.remove(), 12000);
}

export function listen() {
  document.addEventListener('click', onClick);
  document.addEventListener('keydown', onEscape);
  document.addEventListener('chorsu:toast', /** @type {EventListener} */ (toast));
  showTheme();
  showNames();
}
