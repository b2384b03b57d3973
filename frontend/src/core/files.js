/** A file field whose own button hides the browser's line: what was chosen stands in its `[data-files]`. */
import { number } from '../words.js';

const MOST = 3;

export function listen() {
  document.addEventListener('change', (event) => {
    const field = event.target instanceof HTMLInputElement && event.target.type === 'file' ? event.target : null;
    const line = field?.closest('.own-file')?.querySelector('[data-files]');
    const names = [...(field?.files ?? [])].map((file) => file.name);
    if (line && names.length) line.textContent = names.slice(0, MOST).join(', ') + (names.length > MOST ? ` … (${number(names.length)})` : '');
  });
}
