/** The quiet style of the map: no source but ours, colours from the tokens, letters drawn by the browser. */

/** @param {string} name */
export function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** @param {any[]} features */
const collection = (features) => ({ type: /** @type {const} */ ('geojson'), data: { type: 'FeatureCollection', features } });

/** The shapes with one of these keys. @param {string[]} keys @returns {any} */
export const among = (keys) => ['in', ['get', 'key'], ['literal', keys]];

/**
 * @param {{areas: any[], lines: any[], points: any[]}} joined
 * @param {{backdrop?: any, selected: string, marked?: string[], lit?: string[], large?: boolean}} options `large`: for a wall
 * @returns {any} a MapLibre style
 */
export function style(joined, { backdrop, selected, marked = [], lit = [], large = false }) {
  const ink = token('--ink');
  const steps = [0, 1, 2, 3, 4, 5].flatMap((step) => [step, token(`--step-${step}`)]);
  const chosen = ['==', ['get', 'key'], selected];
  return {
    version: 8,
    sources: {
      areas: { ...collection(joined.areas), generateId: true },
      lines: collection(joined.lines),
      points: collection(joined.points),
      ...(backdrop ? { backdrop: { type: 'geojson', data: backdrop } } : {}),
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': token('--water') } },
      ...(backdrop ? [{ id: 'backdrop', type: 'fill', source: 'backdrop', paint: { 'fill-color': token('--land'), 'fill-outline-color': token('--border') } }] : []),
      { id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-color': ['match', ['get', 'step'], ...steps, token('--step-0')] } },
      { id: 'borders', type: 'line', source: 'areas', paint: { 'line-color': token('--border'), 'line-width': 0.6 } },
      { id: 'hover', type: 'line', source: 'areas', paint: { 'line-color': ink, 'line-width': ['case', ['boolean', ['feature-state', 'over'], false], 2, 0] } },
      { id: 'lines', type: 'line', source: 'lines', filter: ['!=', ['get', 'disputed'], true], paint: { 'line-color': token('--border'), 'line-width': 1.2 } },
      { id: 'disputed', type: 'line', source: 'lines', filter: ['==', ['get', 'disputed'], true], paint: { 'line-color': token('--soft'), 'line-width': 1.4, 'line-dasharray': [3, 2] } },
      { id: 'chosen', type: 'line', source: 'areas', filter: chosen, paint: { 'line-color': token('--warn'), 'line-width': 3 } },
      { id: 'marked', type: 'line', source: 'areas', filter: among(marked), paint: { 'line-color': token('--accent'), 'line-width': 3 } },
      { id: 'lit', type: 'line', source: 'areas', filter: among(lit), paint: { 'line-color': token('--warn'), 'line-width': 3 } },
      {
        id: 'labels',
        type: 'symbol',
        source: 'points',
        layout: {
          'text-field': ['get', 'label'],
          'text-font': ['Noto Sans'],
          'text-size': large ? ['case', ['>', ['get', 'count'], 0], 20, 0] : ['case', ['>', ['get', 'count'], 0], 12, 10],
          'text-max-width': 7,
          'text-padding': 4,
          'symbol-sort-key': ['-', 0, ['get', 'count']],
        },
        paint: {
          'text-color': ['case', ['>', ['get', 'count'], 0], ink, token('--soft')],
          'text-halo-color': token('--surface'),
          'text-halo-width': 1.4,
        },
      },
    ],
  };
}
