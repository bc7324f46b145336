import { expect, test } from 'vitest';
import { differencesOf } from '../../src/config/differences.js';

test('paths are named as configs are varied: items by name where all have one, by position where not', () => {
  const before = { vms: { count: 3 }, causes: [{ name: 'a', beta: 1 }, { name: 'b' }], times: [1, 2], gone: { x: 1 } };
  const after = { vms: { count: 4 }, causes: [{ name: 'b' }, { name: 'a', beta: 2 }], times: [1, 3, 4], new: null };
  expect(differencesOf(before, after)).toEqual([
    { path: 'vms.count', before: 3, after: 4 },
    { path: 'causes.a.beta', before: 1, after: 2 },
    { path: 'times.1', before: 2, after: 3 },
    { path: 'times.2', after: 4 },
    { path: 'gone', before: { x: 1 } },
    { path: 'new', after: null },
  ]);
  expect(differencesOf(before, structuredClone(before))).toEqual([]);
});
