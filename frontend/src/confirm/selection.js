/** The words selected in a text, as offsets that count characters (code points) of the text as it was handed in. */

/**
 * Where a boundary of a selection stands. Every piece of the text says where it begins (`data-at`); a piece with
 * `data-one` shows one hidden character by its name.
 * @param {Node} node
 * @param {number} offset
 * @param {HTMLElement} text
 * @returns {number | null}
 */
function placeOf(node, offset, text) {
  if (node === text) {
    const piece = /** @type {HTMLElement | undefined} */ (text.children[Math.min(offset, text.children.length - 1)]);
    if (!piece) return null;
    return Number(piece.dataset.at) + (offset >= text.children.length ? lengthOf(piece) : 0);
  }
  const element = node instanceof Element ? node : node.parentElement;
  const piece = /** @type {HTMLElement | null} */ (element?.closest('[data-at]') ?? null);
  if (!piece || !text.contains(piece)) return null;
  const at = Number(piece.dataset.at);
  if ('one' in piece.dataset) return at + (offset > 0 ? 1 : 0);
  if (node instanceof Element) return at + (offset > 0 ? lengthOf(piece) : 0);
  return at + [...(node.textContent ?? '').slice(0, offset)].length;
}

/** @param {HTMLElement} piece */
function lengthOf(piece) {
  return 'one' in piece.dataset ? 1 : [...(piece.textContent ?? '')].length;
}

/**
 * @param {HTMLElement} text
 * @returns {{start: number, end: number} | null} nothing where no words of the text are selected
 */
export function selected(text) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const start = placeOf(range.startContainer, range.startOffset, text);
  const end = placeOf(range.endContainer, range.endOffset, text);
  return start === null || end === null || start >= end ? null : { start, end };
}

/**
 * Selects the words of a slot, or the first word of the text, so that arrows go on from there.
 * @param {HTMLElement} text
 * @param {string} slot
 */
export function begin(text, slot) {
  const pieces = [...text.querySelectorAll('[data-slots]')].filter((piece) => (/** @type {HTMLElement} */ (piece).dataset.slots ?? '').split(' ').includes(slot));
  const selection = getSelection();
  if (!selection) return;
  selection.removeAllRanges();
  const range = document.createRange();
  if (pieces.length) {
    range.setStartBefore(pieces[0]);
    range.setEndAfter(pieces[pieces.length - 1]);
    selection.addRange(range);
  } else {
    range.setStart(text, 0);
    range.collapse(true);
    selection.addRange(range);
    selection.modify('extend', 'forward', 'word');
  }
  text.focus({ preventScroll: true });
}

const WAYS = /** @type {Record<string, [string, string]>} */ ({ ArrowRight: ['right', 'word'], ArrowLeft: ['left', 'word'], ArrowDown: ['forward', 'line'], ArrowUp: ['backward', 'line'] });

/**
 * Arrows in the text: alone they go to another word, with Shift the selection grows by words, with Alt too by characters.
 * @param {KeyboardEvent} event
 * @returns {boolean} whether the key was one of these
 */
export function steer(event) {
  const way = WAYS[event.key];
  const selection = getSelection();
  if (!way || !selection) return false;
  const [direction, step] = way;
  if (event.shiftKey) {
    selection.modify('extend', direction, event.altKey ? 'character' : step);
    return true;
  }
  selection[direction === 'right' || direction === 'forward' ? 'collapseToEnd' : 'collapseToStart']();
  selection.modify('move', direction, step);
  if (direction === 'right') selection.modify('move', 'forward', 'word');
  selection.modify('move', 'backward', 'word');
  selection.modify('extend', 'forward', 'word');
  return true;
}
