/** A value and its words in the text light up together. All take the element that holds both; a slot is `draft:path`. */

/** @param {Element} root @param {string} slot @returns {Element[]} the pieces of text that a slot was read from */
export function pieces(root, slot) {
  return [...root.querySelectorAll('mark[data-slots]')].filter((piece) => (/** @type {HTMLElement} */ (piece).dataset.slots ?? '').split(' ').includes(slot));
}

/**
 * Marks the slot that is looked at, and brings its words into the frame of the text.
 * @param {Element} root
 * @param {HTMLElement} text
 * @param {string} slot
 */
export function mark(root, text, slot) {
  for (const row of root.querySelectorAll('[data-slot]')) row.classList.toggle('at', /** @type {HTMLElement} */ (row).dataset.slot === slot);
  const own = pieces(root, slot);
  for (const piece of root.querySelectorAll('mark')) piece.classList.toggle('at', own.includes(piece));
  if (!own.length) return;
  const [box, frame] = [own[0].getBoundingClientRect(), text.getBoundingClientRect()];
  if (box.top < frame.top || box.bottom > frame.bottom) text.scrollTop += box.top - frame.top - frame.height / 3;
}

/**
 * Lights what belongs to that over which the pointer is.
 * @param {Element} root
 * @param {EventTarget | null} target
 */
export function light(root, target) {
  const over = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest('[data-slots], [data-slot]')) : null;
  const slots = (over?.dataset.slots ?? over?.dataset.slot ?? '').split(' ').filter(Boolean);
  for (const row of root.querySelectorAll('[data-slot]')) row.classList.toggle('lit', Boolean(over?.dataset.slots) && slots.includes(/** @type {HTMLElement} */ (row).dataset.slot ?? ''));
  const own = over?.dataset.slot ? pieces(root, over.dataset.slot) : [];
  for (const piece of root.querySelectorAll('mark')) piece.classList.toggle('lit', own.includes(piece));
}
