import assert from 'node:assert/strict';
import test from 'node:test';
import { fits, placesOf } from '../../../frontend/src/feed/narrow.js';

const record = { kind: 'records', precedence: '0', tells: 'UZ-SU|opioids UZ-SU|cannabis' };
const alert = { kind: 'alerts', precedence: '2' };

test('without a filter everything fits', () => {
  assert.ok(fits(record, {}) && fits(alert, {}));
  assert.ok(fits(record, { kind: '', least: '0', place: '', family: '' }));
});

test('a kind lets through its own lines alone', () => {
  assert.ok(fits(record, { kind: 'records' }));
  assert.ok(!fits(alert, { kind: 'records' }));
});

test('a least precedence leaves out records, which have none, and what is lower', () => {
  assert.ok(!fits(record, { least: '1' }));
  assert.ok(fits(alert, { least: '2' }));
  assert.ok(!fits(alert, { least: '3' }));
});

test('a place is met by a region, by its country, and by either of two regions', () => {
  for (const place of ['UZ', 'UZ-SU', 'KZ/UZ-SU']) assert.ok(fits(record, { place }), place);
  for (const place of ['KZ', 'UZ-S', 'UZ-AN']) assert.ok(!fits(record, { place }), place);
  assert.ok(fits({ kind: 'records', tells: 'UZ-AN/UZ-FA|opioids' }, { place: 'UZ-FA' }));
});

test('place and family are met by one and the same record', () => {
  const many = { kind: 'records', tells: 'UZ-SU|opioids KZ-61|cannabis' };
  assert.ok(fits(many, { place: 'UZ', family: 'opioids' }));
  assert.ok(!fits(many, { place: 'UZ', family: 'cannabis' }));
});

test('alerts and messages are narrowed by the records that they tell of', () => {
  for (const kind of ['alerts', 'messages']) {
    const told = { kind, precedence: '2', tells: 'UZ-SU|opioids' };
    assert.ok(fits(told, { place: 'UZ', family: 'opioids' }), kind);
    assert.ok(!fits(told, { place: 'KZ' }) && !fits(told, { family: 'cannabis' }), kind);
  }
});

test('a message that tells of no record stays, an alert does not', () => {
  assert.ok(fits({ kind: 'messages', tells: '' }, { place: 'UZ', family: 'opioids' }));
  assert.ok(!fits(alert, { place: 'UZ' }));
});

test('the places of a line are those of its records, each once', () => {
  assert.deepEqual(placesOf({ tells: 'UZ-AN/UZ-FA|opioids UZ-FA|cannabis |' }), ['UZ-AN', 'UZ-FA']);
  assert.deepEqual(placesOf({}), []);
});
