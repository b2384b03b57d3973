/** What is wrong, beside its field and in one list above the form. Knows the form's paths, not what is wrong with them. */

/** @param {HTMLElement} root @param {Record<string, string>} wrong by path */
export function showErrors(root, wrong) {
  for (const element of root.querySelectorAll('[data-error]')) element.textContent = '';
  for (const element of root.querySelectorAll('.wrong')) element.classList.remove('wrong');
  for (const element of root.querySelectorAll('[aria-invalid]')) element.removeAttribute('aria-invalid');
  const box = /** @type {HTMLElement} */ (root.querySelector('[data-errors]'));
  const lines = Object.entries(wrong).map(([path, line]) => lineOf(root, path, line));
  box.querySelector('ul')?.replaceChildren(...lines);
  box.hidden = lines.length === 0;
  if (!lines.length) return;
  const first = root.querySelector('.wrong :is(input, textarea, select, summary)');
  (first instanceof HTMLElement ? first : box).focus();
}

/** What is being mended is not called wrong any longer. @param {HTMLElement} root @param {HTMLElement} target */
export function unmark(root, target) {
  const field = target.closest('.wrong');
  if (!field) return;
  field.classList.remove('wrong');
  for (const input of field.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  const error = field.querySelector('[data-error]');
  if (error) error.textContent = '';
  if (!root.querySelector('.wrong')) /** @type {HTMLElement} */ (root.querySelector('[data-errors]')).hidden = true;
}

/** Marks the field of a path, if there is one. @param {HTMLElement} root @param {string} path @param {string} line */
function lineOf(root, path, line) {
  const field = fieldAt(root, path);
  const error = field?.querySelector('[data-error]');
  if (field && error) {
    error.textContent = line;
    field.classList.add('wrong');
    for (const input of field.querySelectorAll('input:not([type=radio]), textarea, select')) input.setAttribute('aria-invalid', 'true');
    field.closest('details:not([data-pictured])')?.setAttribute('open', '');
  }
  const label = field?.querySelector('.form-label')?.firstChild?.textContent?.trim() ?? '';
  return Object.assign(document.createElement('li'), { textContent: label && !line.startsWith(label) ? `${label}: ${line}` : line });
}

/** @param {HTMLElement} root @param {string} path @returns {Element | null} */
function fieldAt(root, path) {
  const paths = path === 'place' ? ['place.text'] : path.endsWith('.substance') ? [`${path}_text`] : [path];
  return paths.map((one) => root.querySelector(`[data-field="${CSS.escape(one)}"]`)).find(Boolean) ?? null;
}
