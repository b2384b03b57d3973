/**
 * Keys: `/` search, `g` and a letter, `j` `k` in lists, `Enter` open, `e` edit, `n` new entry, `x` select, `?` help.
 * A list is any element whose rows carry `data-row`; `data-href` is what `Enter` opens, `data-edit-href` what `e` opens.
 */
const PAUSE_MS = 1500;
let afterG = -Infinity;

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !(target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type));
}

/** @returns {HTMLElement[]} */
function rows() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-row]')].filter((row) => row instanceof HTMLElement && row.offsetParent !== null));
}

/** @param {number} step */
function walk(step) {
  const all = rows();
  if (!all.length) return;
  const index = all.findIndex((row) => row.classList.contains('at'));
  const next = all[Math.max(0, Math.min(all.length - 1, index + step))];
  all[index]?.classList.remove('at');
  next.classList.add('at');
  const link = /** @type {HTMLElement | null} */ (next.querySelector('a[href], button'));
  if (link) link.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

/** @param {'href' | 'editHref'} which */
function open(which) {
  const at = /** @type {HTMLElement | null} */ (document.querySelector('[data-row].at'));
  const address = at?.dataset[which] ?? (which === 'editHref' ? /** @type {HTMLElement | null} */ (document.querySelector('[data-edit-page]'))?.dataset.editPage : undefined);
  if (address) location.assign(address);
  return Boolean(address);
}

/** @param {KeyboardEvent} event */
function act(event) {
  const { key } = event;
  if (event.timeStamp - afterG < PAUSE_MS) {
    afterG = -Infinity;
    const entry = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`[data-go="${CSS.escape(key.toLowerCase())}"]`));
    entry?.click();
    return key.length === 1; // a letter after `g` is for going alone, also where it goes nowhere
  }
  if (key === '/') return focusSearch();
  if (key === 'g') afterG = event.timeStamp;
  else if (key === 'j') walk(1);
  else if (key === 'k') walk(-1);
  else if (key === 'x') return tick();
  else if (key === 'n') return focusNew();
  else if (key === 'e') return open('editHref');
  else if (key === 'Enter' && document.activeElement === document.body) return open('href');
  else if (key === '?') /** @type {HTMLDialogElement | null} */ (document.getElementById('help'))?.showModal();
  else return false;
  return key !== 'g';
}

function tick() {
  const box = /** @type {HTMLInputElement | null} */ (document.querySelector('[data-row].at input[type=checkbox]'));
  box?.click();
  return Boolean(box);
}

function focusNew() {
  const field = /** @type {HTMLElement | null} */ (document.querySelector('[data-focus-key="n"]'));
  field?.focus();
  return Boolean(field);
}

function focusSearch() {
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById('seek'));
  field?.focus();
  field?.select();
  return Boolean(field);
}

export function listen() {
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && event.target instanceof HTMLElement && event.target.id === 'seek') event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
    if (act(event)) event.preventDefault();
  });
}
