/** Five classes from few to many, and the join of counts to boundaries. Pure: knows no map library. */

export const CLASSES = 5;

/**
 * @typedef {{code: string, count: number, href?: string, name?: string}} Region
 * @typedef {{title: string, mark: string, regions: Region[]}} Counts
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
  const areas = collection.features.filter((/** @type {any} */ feature) => /Polygon/.test(feature.geometry?.type ?? ''));
  for (const feature of areas) {
    const found = codesOf(feature.properties).map((code) => byCode.get(code)).filter((region) => region !== undefined);
    const { properties } = feature;
    properties.count = found.reduce((sum, region) => sum + region.count, 0);
    properties.href = found.find((region) => region.href)?.href ?? '';
    properties.label = properties[`name_${lang}`] ?? properties.name_en ?? properties.name ?? '';
    properties.key = codesOf(properties).join('/');
  }
  const bounds = breaks(areas.map((/** @type {any} */ feature) => feature.properties.count));
  for (const feature of areas) feature.properties.step = step(feature.properties.count, bounds);
  const lines = collection.features.filter((/** @type {any} */ feature) => /LineString/.test(feature.geometry?.type ?? ''));
  const points = areas.map((/** @type {any} */ feature) => ({ type: 'Feature', properties: feature.properties, geometry: { type: 'Point', coordinates: middle(feature) } }));
  return { areas, lines, points, bounds };
}

/** @param {any} feature @returns {[number, number]} a point for the label */
function middle(feature) {
  const { latitude, longitude } = feature.properties;
  if (Number.isFinite(latitude) && Number.isFinite(longitude)) return [longitude, latitude];
  const polygons = feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates;
  let [widest, best] = [/** @type {[number, number]} */ ([0, 0]), -1];
  for (const [ring] of polygons) {
    const [west, south, east, north] = box(ring);
    const size = (east - west) * (north - south);
    if (size > best) [widest, best] = [[(west + east) / 2, (south + north) / 2], size];
  }
  return widest;
}

/** @param {number[][]} ring @returns {[number, number, number, number]} west, south, east, north */
function box(ring) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) [west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  return [west, south, east, north];
}

/** @param {any[]} features polygons @returns {[number, number, number, number] | null} their box */
export function extent(features) {
  const boxes = features.flatMap((feature) => (feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates).map((/** @type {any} */ polygon) => box(polygon[0])));
  if (!boxes.length) return null;
  return boxes.reduce((all, one) => [Math.min(all[0], one[0]), Math.min(all[1], one[1]), Math.max(all[2], one[2]), Math.max(all[3], one[3])]);
}
