/** Five classes from few to many, and the join of counts to boundaries. Pure: knows no map library. */

export const CLASSES = 5;

/**
 * @typedef {{code: string, count: number, href?: string, name?: string}} Region
 * @typedef {{title: string, mark: string, regions: Region[], home?: string[]}} Counts `home`: the countries that a first view is of
 */

/**
 * Upper bounds of at most five classes: one for each value while values are few, else equal numbers of regions.
 * @param {number[]} values
 * @returns {number[]} ascending; the last is the greatest value
 */
export function breaks(values) {
  const positive = values.filter((value) => value > 0).sort((a, b) => a - b);
  const distinct = [...new Set(positive)];
  if (distinct.length <= CLASSES) return distinct;
  const bounds = [];
  for (let index = 1; index <= CLASSES; index += 1) bounds.push(positive[Math.ceil((index * positive.length) / CLASSES) - 1]);
  return [...new Set(bounds)];
}

/**
 * The step (1 to 5) of a value, spread over the scale when there are fewer classes; 0 for none.
 * @param {number} value
 * @param {number[]} bounds
 */
export function step(value, bounds) {
  if (!(value > 0)) return 0;
  const index = bounds.findIndex((bound) => value <= bound);
  return bounds.length < 2 ? 3 : Math.round((index * (CLASSES - 1)) / (bounds.length - 1)) + 1;
}

/**
 * The codes a boundary stands for: regions divided since it was drawn are drawn together.
 * @param {Record<string, any>} properties
 * @returns {string[]}
 */
export function codesOf(properties) {
  if (Array.isArray(properties.codes)) return properties.codes;
  const code = properties.code ?? properties.iso_3166_2;
  return code ? [code] : [];
}

/**
 * Writes `count`, `step` and `label` into the features; returns them apart as areas, lines and label points.
 * @param {any} collection GeoJSON
 * @param {Counts} counts
 * @param {string} lang
 */
export function join(collection, counts, lang) {
  const byCode = new Map(counts.regions.map((region) => [region.code, region]));
  // A shape that was simplified away has no ring: nothing can be drawn of it.
  const areas = collection.features.filter((/** @type {any} */ feature) => /Polygon/.test(feature.geometry?.type ?? '') && rings(feature).some((ring) => ring?.length));
  for (const feature of areas) {
    const found = codesOf(feature.properties).map((code) => byCode.get(code)).filter((region) => region !== undefined);
    const { properties } = feature;
    properties.count = found.reduce((sum, region) => sum + region.count, 0);
    properties.href = together(found.flatMap((region) => region.href ?? []));
    properties.label = properties[`name_${lang}`] ?? properties.name_en ?? properties.name ?? '';
    properties.key = codesOf(properties).join('/');
    properties.home = codesOf(properties).some((code) => counts.home?.includes(code.slice(0, 2)));
  }
  const bounds = breaks(areas.map((/** @type {any} */ feature) => feature.properties.count));
  for (const feature of areas) feature.properties.step = step(feature.properties.count, bounds);
  const lines = collection.features.filter((/** @type {any} */ feature) => /LineString/.test(feature.geometry?.type ?? ''));
  const points = areas.map((/** @type {any} */ feature) => ({ type: 'Feature', properties: feature.properties, geometry: { type: 'Point', coordinates: middle(feature) } }));
  return { areas, lines, points, bounds };
}

/**
 * One address for regions that are drawn together: of the first, with what the others ask beside it.
 * @param {string[]} hrefs
 */
export function together([first, ...others]) {
  if (!first || !others.length) return first ?? '';
  const [path, query = ''] = first.split('?');
  const asked = new URLSearchParams(query);
  for (const href of others) for (const [key, value] of new URLSearchParams(href.split('?')[1] ?? '')) if (!asked.has(key, value)) asked.append(key, value);
  return `${path}?${asked}`;
}

/** @param {any} feature @returns {number[][][]} the outer rings of its polygons */
function rings(feature) {
  const { type, coordinates } = feature.geometry;
  return (type === 'Polygon' ? [coordinates] : coordinates).map((/** @type {number[][][]} */ polygon) => polygon[0]);
}

/** @param {any} feature @returns {[number, number]} a point for the label: the one given where it lies in the region */
function middle(feature) {
  const { latitude, longitude } = feature.properties;
  const boxes = rings(feature).map(box);
  const given = Number.isFinite(latitude) && Number.isFinite(longitude);
  if (given && boxes.some(([west, south, east, north]) => longitude >= west && longitude <= east && latitude >= south && latitude <= north)) return [longitude, latitude];
  const size = (/** @type {Box} */ [west, south, east, north]) => (east - west) * (north - south);
  const [west, south, east, north] = boxes.reduce((best, one) => (size(one) > size(best) ? one : best));
  return [(west + east) / 2, (south + north) / 2];
}

/** @typedef {[number, number, number, number]} Box west, south, east, north */

/** @param {number[][]} ring @returns {Box} */
function box(ring) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) [west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  return [west, south, east, north];
}

/** Degrees that a first view shows at most: as much as lets a name be read. */
const WIDEST = 75;
const TALLEST = 20;
/** Degrees below the southernmost of what was counted, so that it does not lie on the edge. */
const BELOW = 1.5;
/** Share of the seizures that a first view may leave out on the west and on the east, when all do not fit. */
const CUT = 0.05;

/**
 * The box to show first: of the regions of home that count something, else of all that do, else of home, else of all. Where they reach over more than a
 * view shows, the south is kept, and in it the middle of what was counted. What lies beyond the date line is counted
 * eastwards, so that a country that crosses it does not stretch the box around the world.
 * @param {any[]} features polygons
 * @returns {Box | null}
 */
export function extent(features) {
  const counted = features.filter((feature) => feature.properties.count > 0);
  const ofHome = (/** @type {any} */ feature) => feature.properties.home;
  const chosen = [counted.filter(ofHome), counted, features.filter(ofHome)].find((some) => some.length) ?? features;
  const found = chosen.map((feature) => ({ boxes: rings(feature).map(box), count: feature.properties.count || 1 }));
  if (!found.some((part) => part.boxes.length)) return null;
  const around = union(found.flatMap((part) => part.boxes));
  const parts = around[2] - around[0] <= 180 ? found : found.map((part) => ({ ...part, boxes: part.boxes.map(eastwards) }));
  const whole = union(parts.flatMap((part) => part.boxes));
  return whole[2] - whole[0] <= WIDEST && whole[3] - whole[1] <= TALLEST ? whole : southern(parts);
}

/** @param {Box} one @returns {Box} */
function eastwards([west, south, east, north]) {
  return east < -100 ? [west + 360, south, east + 360, north] : [west, south, east, north];
}

/** @param {{boxes: Box[], count: number}[]} parts @returns {Box} */
function southern(parts) {
  const [, south, , north] = union(parts.flatMap((part) => part.boxes));
  const top = Math.min(north, south + TALLEST);
  const shown = parts.map(({ boxes, count }) => ({ boxes: boxes.filter((one) => one[1] < top), count })).filter((part) => part.boxes.length);
  const whole = union(shown.flatMap((part) => part.boxes));
  if (whole[2] - whole[0] <= WIDEST) return [whole[0], south - BELOW, whole[2], top];
  const middles = shown.map(({ boxes, count }) => ({ at: boxes.map(([west, , east]) => (west + east) / 2).sort((a, b) => a - b)[Math.floor(boxes.length / 2)], count })).sort((a, b) => a.at - b.at);
  const [west, east] = [weighed(middles, CUT), weighed(middles, 1 - CUT)];
  const over = Math.max(0, east - west - WIDEST) / 2;
  return [Math.max(whole[0], west + over - 4), south - BELOW, Math.min(whole[2], east - over + 4), top];
}

/** @param {{at: number, count: number}[]} middles in order @param {number} share @returns {number} where that share of the counts is reached */
function weighed(middles, share) {
  const all = middles.reduce((sum, one) => sum + one.count, 0);
  let sum = 0;
  for (const one of middles) {
    sum += one.count;
    if (sum >= all * share) return one.at;
  }
  return middles[middles.length - 1].at;
}

/** @param {Box[]} boxes @returns {Box} */
function union(boxes) {
  return boxes.reduce((all, one) => [Math.min(all[0], one[0]), Math.min(all[1], one[1]), Math.max(all[2], one[2]), Math.max(all[3], one[3])]);
}
