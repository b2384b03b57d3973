import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breaks, codesOf, extent, join, step, together } from '../../../frontend/src/map/classes.js';

const square = (x, properties) => ({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [[[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]] } });

test('few values have a class each, and the greatest is the darkest', () => {
  assert.deepEqual(breaks([3, 0, 1, 3]), [1, 3]);
  assert.equal(step(1, [1, 3]), 1);
  assert.equal(step(3, [1, 3]), 5);
  assert.equal(step(0, [1, 3]), 0);
});

test('many values make five classes at most, and every value has one', () => {
  const values = Array.from({ length: 40 }, (_, index) => index ** 2);
  const bounds = breaks(values);
  assert.equal(bounds.length, 5);
  assert.equal(bounds.at(-1), 39 ** 2);
  for (const value of values) assert.ok(step(value, bounds) >= (value > 0 ? 1 : 0) && step(value, bounds) <= 5);
});

test('one huge value among equal ones does not break the classes', () => {
  const bounds = breaks([1, 1, 1, 1, 1, 2, 3, 4, 5, 6000]);
  assert.equal(step(6000, bounds), 5);
  assert.equal(step(1, bounds), 1);
});

test('regions divided since the boundary was drawn are counted together', () => {
  const counts = { title: '', mark: '', regions: [{ code: 'A', count: 2, href: '?a' }, { code: 'B', count: 3 }] };
  const { areas } = join({ features: [square(0, { codes: ['A', 'B'], name_ru: 'Область', name_en: 'Region' })] }, counts, 'ru');
  assert.equal(areas[0].properties.count, 5);
  assert.equal(areas[0].properties.href, '?a');
  assert.equal(areas[0].properties.label, 'Область');
});

test('a region nobody reported from counts none', () => {
  const { areas } = join({ features: [square(0, { iso_3166_2: 'C' })] }, { title: '', mark: '', regions: [] }, 'en');
  assert.equal(areas[0].properties.count, 0);
  assert.deepEqual(codesOf({ iso_3166_2: 'C' }), ['C']);
});

test('the extent holds every part of every region', () => {
  assert.deepEqual(extent([square(0, {}), square(5, {})]), [0, 0, 6, 1]);
  assert.equal(extent([]), null);
});

test('the first view shows the regions that count something', () => {
  assert.deepEqual(extent([square(0, { count: 3 }), square(50, { count: 0 })]), [0, 0, 1, 1]);
});

test('a country beyond the date line does not stretch the view around the world', () => {
  assert.deepEqual(extent([square(178, { count: 1 }), square(-179, { count: 1 })]), [178, 0, 182, 1]);
});

test('a label given outside its region is put inside', () => {
  const { points } = join({ features: [square(10, { code: 'A', latitude: 0, longitude: 0 }), square(20, { code: 'B', latitude: 0.2, longitude: 20.3 })] }, { title: '', mark: '', regions: [] }, 'en');
  assert.deepEqual(points.map((point) => point.geometry.coordinates), [[10.5, 0.5], [20.3, 0.2]]);
});

test('a shape that was simplified away is not drawn, and breaks nothing', () => {
  const gone = { type: 'Feature', properties: { code: 'A' }, geometry: { type: 'MultiPolygon', coordinates: [] } };
  const { areas, points } = join({ features: [gone, square(0, { code: 'B' })] }, { title: '', mark: '', regions: [{ code: 'B', count: 1 }] }, 'en');
  assert.equal(areas.length, 1);
  assert.equal(points.length, 1);
});

test('a click on regions drawn together asks for all of them', () => {
  assert.equal(together(['/records/?admin1=A&count=once', '/records/?admin1=B&count=once']), '/records/?admin1=A&count=once&admin1=B');
  assert.equal(together(['/records/?admin1=A']), '/records/?admin1=A');
  assert.equal(together([]), '');
});

test('what reaches far north and around half the world opens on its south, in the middle of what was counted', () => {
  const at = (x, y, size, count) => ({ type: 'Feature', properties: { count }, geometry: { type: 'Polygon', coordinates: [[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]] } });
  const south = [at(60, 37, 4, 30), at(68, 38, 4, 50), at(75, 41, 4, 20)];
  const [west, bottom, east, top] = extent([...south, at(30, 55, 3, 4), at(100, 60, 40, 1), at(150, 50, 20, 1)]);
  assert.ok(bottom < 37 && top < 60, `${bottom} to ${top}`);
  assert.ok(west <= 60 && east >= 79 && east - west <= 90, `${west} to ${east}`);
});

test('the first view is of home, whatever was reported from elsewhere', () => {
  const counts = { title: '', mark: '', regions: [{ code: 'AA-1', count: 2 }, { code: 'BB-1', count: 900 }], home: ['AA'] };
  const features = [square(0, { code: 'AA-1' }), square(10, { code: 'AA-2' }), square(40, { code: 'BB-1' })];
  assert.deepEqual(extent(join({ features }, counts, 'en').areas), [0, 0, 1, 1]);
  assert.deepEqual(extent(join({ features }, { ...counts, regions: [] }, 'en').areas), [0, 0, 11, 1]);
});
