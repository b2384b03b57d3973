/** A form's fields to the mapping that the server reads, and back. Names are paths: `lots.1.unit`, `place.text`. */

const AUDIENCE = ['who', 'until', 'basis', 'purpose'];
const NOT_TOLD = new Set(['csrfmiddlewaretoken', 'submission', 'photographs', 'act']);

/**
 * @param {Iterable<[string, any]>} pairs names and values of a form
 * @returns {any}
 */
export function nested(pairs) {
  /** @type {any} */
  const said = { lots: [], persons: {}, place: {}, audience: { who: 'provider', chosen: [], until: '' } };
  /** @type {Map<number, Record<string, string>>} */
  const lots = new Map();
  for (const [name, value] of pairs) {
    if (NOT_TOLD.has(name) || typeof value !== 'string') continue;
    const parts = name.split('.');
    if (name === 'chosen') said.audience.chosen.push(value);
    else if (AUDIENCE.includes(name)) said.audience[name] = value;
    else if (parts[0] === 'lots') lots.set(Number(parts[1]), { ...lots.get(Number(parts[1])), [parts[2]]: value.trim() });
    else if (parts.length > 1) said[parts[0]][parts[1]] = value.trim();
    else said[name] = value.trim();
  }
  said.lots = [...lots.entries()].sort(([a], [b]) => a - b).map(([, lot]) => lot);
  const moment = new Date(`${said.date}T${said.time || '12:00'}`);
  if (!Number.isNaN(moment.getTime())) said.offset = -moment.getTimezoneOffset();
  return said;
}

/**
 * The values of a mapping by the names of their inputs.
 * @param {any} said
 * @returns {Map<string, string | string[]>}
 */
export function flat(said) {
  const found = new Map();
  for (const [name, value] of Object.entries(said)) {
    if (name === 'lots') value.forEach((/** @type {any} */ lot, /** @type {number} */ place) => Object.entries(lot).forEach(([code, one]) => found.set(`lots.${place + 1}.${code}`, String(one ?? ''))));
    else if (name === 'audience') Object.entries(value).forEach(([code, one]) => found.set(code, Array.isArray(one) ? one.map(String) : String(one ?? '')));
    else if (value && typeof value === 'object') Object.entries(value).forEach(([code, one]) => found.set(`${name}.${code}`, String(one ?? '')));
    else found.set(name, String(value ?? ''));
  }
  return found;
}

/** @param {HTMLFormElement} form @param {any} said its lots stand in the form already */
export function fill(form, said) {
  const values = flat(said);
  for (const element of form.elements) {
    if (!(element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement)) continue;
    if (NOT_TOLD.has(element.name)) continue;
    const value = values.get(element.name);
    if (value === undefined) continue;
    if (element instanceof HTMLInputElement && (element.type === 'radio' || element.type === 'checkbox')) element.checked = Array.isArray(value) ? value.includes(element.value) : element.value === value;
    else element.value = String(value);
  }
}
