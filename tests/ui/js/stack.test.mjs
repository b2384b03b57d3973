import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address, layers, partAt, pile, values } from '../../../frontend/src/series/stack.js';

const series = {
  months: ['2025-01', '2025-02'],
  groups: [
    { code: 'a', name: 'A', scale: 1, counts: [2, null], kg: [10, 5] },
    { code: 'b', name: 'B', scale: 2, counts: [1, 4], kg: [0, 90] },
  ],
  largest: { month: '2025-02', code: 'b', kg: 80, label: '' },
};

test('what is not reported counts as none', () => {
  assert.deepEqual(values(series, 'counts', new Set(), false), [[2, 0], [1, 4]]);
});

test('the largest case leaves with its weight and as one case', () => {
  assert.deepEqual(values(series, 'kg', new Set(), true), [[10, 5], [0, 10]]);
  assert.deepEqual(values(series, 'counts', new Set(), true), [[2, 0], [1, 3]]);
});

test('a group switched off adds nothing to the pile', () => {
  const lists = values(series, 'kg', new Set(['a']), false);
  assert.deepEqual(pile(lists, 2), [[], [0, 90]]);
});

test('what is only estimated is piled up hollow, above all that is weighed', () => {
  const early = { ...series, groups: [{ ...series.groups[0], estimated: [3, 0], estimatedName: 'A, estimated' }, series.groups[1]] };
  assert.deepEqual(layers(early, 'kg').map(({ name, hollow }) => [name, hollow]), [['A', false], ['B', false], ['A, estimated', true]]);
  assert.deepEqual(values(early, 'kg', new Set(), false), [[10, 5], [0, 90], [3, 0]]);
  assert.deepEqual(layers(early, 'counts').length, 2);
  assert.deepEqual(values(early, 'kg', new Set(['a']), false), [[], [0, 90], []]);
});

test('a click finds the part of the bar under it', () => {
  const lists = [[2, 0], [1, 4]];
  assert.equal(partAt(lists, 0, 1.5), 0);
  assert.equal(partAt(lists, 0, 2.5), 1);
  assert.equal(partAt(lists, 0, 3.5), -1);
});

test('the address of a bar is safe for any code', () => {
  assert.equal(address('/r/?from={first}&to={last}&s={code}', '2025-01', 'a&b'), '/r/?from=2025-01-01&to=2025-01-31&s=a%26b');
  assert.equal(address('/r/?to={last}', '2024-02', ''), '/r/?to=2024-02-29');
  assert.equal(address('/r/?from={first}&to={last}&substance={code}', '2024-02', ''), '/r/?from=2024-02-01&to=2024-02-29');
  assert.equal(address('/r/?substance=a&from=2024-02-10&from={first}&to={last}&substance={code}', '2024-02', 'b'), '/r/?substance=b&from=2024-02-10&to=2024-02-29');
});
