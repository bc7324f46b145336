import { describe, expect, test } from 'vitest';
import { exactSearch } from '../../../src/experiment/boundary/exact-search.js';
import { findRoot } from '../../../src/experiment/boundary/find-root.js';
import { type Division, divisionOf } from '../../../src/experiment/boundary/segments.js';
import type { Side, Tested } from '../../../src/experiment/boundary/tested.js';
import type { Scale } from '../../../src/experiment/sweep/scale.js';
import { real, whole } from './scales.js';

/** The division of a scale by a known difference, and at how many places it was asked for. */
async function divided(scale: Scale, difference: (at: number) => number): Promise<Division & { asked: number }> {
  let asked = 0;
  const places = await exactSearch(scale, async (at): Promise<Tested> => {
    asked++;
    const estimate = difference(at);
    const side: Side = Math.abs(estimate) < 1e-12 ? 'equal' : estimate > 0 ? 'above' : 'below';
    return { at, side, estimate };
  });
  if (places === undefined) throw new Error('not known');
  return { ...divisionOf(places, scale), asked };
}

const sidesOf = ({ segments }: Division): readonly Side[] => segments.map(({ side }) => side);
const rootsOf = ({ boundaries }: Division): readonly number[] => boundaries.map(({ estimate }) => estimate);

describe('a known difference over a range of numbers', () => {
  test('has its roots found to full precision, each with an end on either side', async () => {
    const { boundaries, asked } = await divided(real(0, 4), (x) => Math.cos(x));
    expect(boundaries).toHaveLength(1);
    const [root] = boundaries;
    expect(root).toMatchObject({ before: 'above', after: 'below' });
    expect(root?.estimate).toBeCloseTo(Math.PI / 2, 14);
    expect((root?.high ?? 1) - (root?.low ?? 0)).toBeLessThan(1e-13);
    expect(asked).toBeLessThan(33 + 15);
  });

  test('has several roots', async () => {
    const found = await divided(real(0, 10), Math.cos);
    expect(sidesOf(found)).toEqual(['above', 'below', 'above', 'below']);
    for (const [index, root] of rootsOf(found).entries()) expect(root).toBeCloseTo((index + 0.5) * Math.PI, 13);
  });

  test('has two roots between neighbours of the scan, for it turns back there', async () => {
    const found = await divided(real(0, 1), (x) => (x - 0.612) ** 2 - 1e-5);
    expect(rootsOf(found).map((root) => root - 0.612)).toEqual([
      expect.closeTo(-Math.sqrt(1e-5), 12),
      expect.closeTo(Math.sqrt(1e-5), 12),
    ]);
  });

  test('has a root at a place of the scan', async () => {
    const found = await divided(real(0, 1), (x) => 0.5 - x);
    expect(found.boundaries).toEqual([{ before: 'above', after: 'below', low: 0.5, high: 0.5, estimate: 0.5 }]);
    expect(sidesOf(found)).toEqual(['above', 'equal', 'below']);
  });

  test('is 0 at a root in floating point, too', async () => {
    const found = await divided(real(0, 1), (x) => 0.3 - x);
    expect(found.boundaries).toEqual([{ before: 'above', after: 'below', low: 0.3, high: 0.3, estimate: 0.3 }]);
  });

  test('is 0 from somewhere on', async () => {
    const found = await divided(real(0, 1), (x) => Math.max(0, 0.3 - x));
    expect(found.boundaries).toMatchObject([{ before: 'above', after: 'equal' }]);
    expect(rootsOf(found)[0]).toBeCloseTo(0.3, 8);
  });

  test('has no root: always, never, and nothing to choose', async () => {
    expect((await divided(real(0, 1), () => 1)).segments).toEqual([{ side: 'above', low: 0, high: 1 }]);
    expect((await divided(real(0, 1), () => -1)).segments).toEqual([{ side: 'below', low: 0, high: 1 }]);
    expect((await divided(real(0, 1), () => 0)).segments).toEqual([{ side: 'equal', low: 0, high: 1 }]);
  });

  test('is searched by logarithms', async () => {
    const found = await divided({ ...real(1e-6, 1e6), spacing: 'log' }, (x) => 1e-4 - x);
    expect(rootsOf(found)[0]).toBeCloseTo(1e-4, 15);
  });

  test('is not known somewhere', async () => {
    const known = async (at: number): Promise<Tested | undefined> =>
      at > 0.9 ? undefined : { at, side: 'above', estimate: 1 };
    expect(await exactSearch(real(0, 1), known)).toBeUndefined();
  });
});

describe('a known difference over whole numbers', () => {
  test('changes between neighbours', async () => {
    const found = await divided(whole(1, 8), (n) => 5.5 - n);
    expect(found.segments).toEqual([
      { side: 'above', low: 1, high: 5 },
      { side: 'below', low: 6, high: 8 },
    ]);
    expect(found.boundaries).toMatchObject([{ low: 5, high: 6 }]);
    expect(found.asked).toBe(8);
  });

  test('is equal at one', async () => {
    const found = await divided(whole(1, 8), (n) => 5 - n);
    expect(sidesOf(found)).toEqual(['above', 'equal', 'below']);
    expect(found.boundaries).toMatchObject([{ before: 'above', after: 'below', low: 4, high: 6 }]);
  });

  test('changes somewhere among many', async () => {
    const found = await divided(whole(1, 1e6), (n) => 123_456.5 - n);
    expect(found.boundaries).toMatchObject([{ low: 123_456, high: 123_457 }]);
    expect(found.asked).toBeLessThan(60);
  });
});

test('a root of a steep and flat function is bracketed in few evaluations', async () => {
  let asked = 0;
  const f = async (x: number): Promise<number> => {
    asked++;
    return (x - 0.3) ** 9;
  };
  const { low, high } = await findRoot(f, [0, -(0.3 ** 9)], [1, 0.7 ** 9], 1e-10);
  expect(low).toBeLessThanOrEqual(0.3);
  expect(high).toBeGreaterThanOrEqual(0.3);
  expect(high - low).toBeLessThan(1e-10);
  // Halving takes 34.
  expect(asked).toBeLessThan(3 * 34);
});
