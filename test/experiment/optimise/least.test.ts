import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cost, leastBetween, leastNear } from '../../../src/experiment/optimise/least.js';
import { leastOfSurface } from '../../../src/experiment/optimise/surface-fit.js';

/** Remembers the least of all that was asked for. */
function watched(cost: (shares: readonly number[]) => number) {
  const seen = { at: [] as readonly number[], cost: Infinity, count: 0 };
  const watch: Cost = async (shares) => {
    const found = cost(shares);
    seen.count++;
    if (found < seen.cost) Object.assign(seen, { at: shares, cost: found });
    return found;
  };
  return { watch, seen };
}

const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });

test('one valley is followed to where rounding hides the rest', async () => {
  await fc.assert(
    fc.asyncProperty(share, fc.constantFrom(1.5, 2, 4), async (least, power) => {
      const { watch, seen } = watched(([x = 0]) => Math.abs(x - least) ** power);
      await leastBetween(watch, 0, 1);
      // Of |x - least|^power, so much does not show beside 1 that costs are told apart by 1e-16.
      expect(Math.abs((seen.at[0] ?? 0) - least)).toBeLessThan(power === 4 ? 1e-3 : 1e-6);
      expect(seen.count).toBeLessThan(101);
    }),
  );
});

test('several ways are followed at once, up to the ends of the ranges', async () => {
  await fc.assert(
    fc.asyncProperty(share, share, async (x, y) => {
      const bowl = watched(([a = 0, b = 0]) => (a - x) ** 2 + 3 * (b - y) ** 2 + (a - x) * (b - y));
      await leastNear(bowl.watch, [0.5, 0.5]);
      expect(Math.hypot((bowl.seen.at[0] ?? 0) - x, (bowl.seen.at[1] ?? 0) - y)).toBeLessThan(1e-6);
      const slope = watched(([a = 0, b = 0]) => a - b);
      await leastNear(slope.watch, [x, y]);
      expect(slope.seen.at).toEqual([0, 1]);
    }),
    { numRuns: 30 },
  );
});

test('a surface is fitted to its own values exactly, and one without a least value is none', () => {
  const value = ([x = 0, y = 0]: readonly number[], bend: number) => -x + 2 * y + bend * x * x + 3 * y * y + x * y;
  const grid = [-2, -1, 0, 1, 2].flatMap((x) => [-1, 0, 1].map((y) => [x, y]));
  // Two groups, each higher than the surface by as much as it likes.
  const observed = (bend: number) =>
    grid.map((at, index) => ({ group: index % 2, at, height: value(at, bend) + 100 * (index % 2) }));
  const box = { low: [-2, -1], high: [1, 2] };
  const [x = 0, y = 0] = leastOfSurface(observed(2), box) ?? [];
  // Where both derivatives are 0: 4 x + y = 1 and x + 6 y = -2.
  expect(x).toBeCloseTo(8 / 23, 12);
  expect(y).toBeCloseTo(-9 / 23, 12);
  expect(leastOfSurface(observed(-2), box)).toBeUndefined();
  expect(leastOfSurface(observed(2).slice(0, 6), box)).toBeUndefined();
});

test('a curve is one of the third power, least where it turns upwards or at an end', () => {
  const least = (height: (x: number) => number, low: number, high: number) => {
    const places = [1, 2, 3, 4, 5, 6];
    const observed = places.map((x, index) => ({ group: index % 2, at: [x], height: height(x) - 7 * (index % 2) }));
    return leastOfSurface(observed, { low: [low], high: [high] })?.[0];
  };
  // Its slope is (x - 2) (x - 5): it turns downwards at 2 and upwards at 5.
  const curve = (x: number): number => x ** 3 / 3 - 3.5 * x ** 2 + 10 * x;
  expect(least(curve, 3, 6)).toBeCloseTo(5, 10);
  expect(least(curve, 0, 6)).toBeCloseTo(5, 10);
  expect(least(curve, 0, 4)).toBe(0);
  expect(least(curve, 2, 4)).toBe(4);
  expect(least((x) => (x - 2.5) ** 2, 1, 6)).toBeCloseTo(2.5, 10);
  expect(least((x) => -x, 1, 6)).toBe(6);
});
