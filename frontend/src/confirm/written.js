/** Words that were typed over a value and not saved yet: they outlive a work that is drawn anew, and hold an acceptance up. */
const FIELDS = 'input[name^="typed:"]';

/** @param {Element} where @returns {HTMLInputElement[]} the fields with such words, in the order of the page */
export function unsaved(where) {
  return /** @type {HTMLInputElement[]} */ ([...where.querySelectorAll(FIELDS)]).filter((field) => field.value !== field.defaultValue);
}

/** Opens all that a field is folded in. @param {Element} field */
function unfold(field) {
  for (let box = field.closest('details'); box; box = box.parentElement?.closest('details') ?? null) box.open = true;
}

/** Brings a field and its words before its reader. @param {HTMLInputElement} field */
export function show(field) {
  unfold(field);
  field.focus();
  field.scrollIntoView({ block: 'nearest' });
}

/**
 * @param {Element} root what is about to be drawn anew
 * @param {(field: HTMLInputElement) => boolean} isOver whether the words of a field are done with
 * @returns {() => boolean} puts the words back; whether somebody was writing, and goes on
 */
export function kept(root, isOver) {
  const active = document.activeElement;
  const fields = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll(FIELDS)]).filter((field) => !isOver(field) && (field === active || field.value !== field.defaultValue));
  const words = fields.map((field) => ({ name: field.name, value: field.value, at: field === active ? [field.selectionStart, field.selectionEnd] : undefined }));
  return () => {
    let writing = false;
    for (const { name, value, at } of words) {
      const field = /** @type {HTMLInputElement | null} */ (root.querySelector(`input[name="${CSS.escape(name)}"]`));
      if (!field) continue;
      field.value = value;
      unfold(field);
      if (!at) continue;
      field.focus({ preventScroll: true });
      field.setSelectionRange(at[0], at[1]);
      writing = true;
    }
    return writing;
  };
}

/**
 * Nothing can be typed where it would be lost, while a decision on its draft is on its way.
 * @param {Element | null} draft
 * @returns {() => void} lets its fields be written in again
 */
export function hold(draft) {
  const fields = /** @type {HTMLInputElement[]} */ ([...(draft?.querySelectorAll(FIELDS) ?? [])]);
  for (const field of fields) field.readOnly = true;
  return () => {
    for (const field of fields) field.readOnly = false;
  };
}
