import { describe, expect, test } from 'vitest';
import { tailOf } from '../../../src/estimate/intervals/interval.js';
import { normalQuantile } from '../../../src/estimate/numeric/normal-quantile.js';
import { Looks, looksMost } from '../../../src/experiment/boundary/looks.js';
import { divisionOf } from '../../../src/experiment/boundary/segments.js';
import {
  type Observed,
  type SimulateAt,
  type SimulatedSearch,
  searchPlan,
  simulatedSearch,
} from '../../../src/experiment/boundary/simulated-search.js';
import type { Scale } from '../../../src/experiment/sweep/scale.js';
import { Draws } from '../../estimate/draws.js';
import { countMisses, expectHonest } from '../../estimate/misses.js';
import { real, whole } from './scales.js';

const chunks = 64;

/** A difference seen through normal noise that its number of chunks averages out, as trials would show it. */
function noisy(difference: (at: number) => number, noise: number, seed: string): SimulateAt {
  return async (at, enough) => {
    const draws = new Draws(`${seed} ${at}`);
    let sum = 0;
    for (let done = 1; ; done++) {
      sum += difference(at) + noise * draws.normal();
      const estimate = sum / done;
      const observed: Observed = (confidence) => {
        const reach = (normalQuantile(tailOf(confidence)) * noise) / Math.sqrt(done);
        return { estimate, low: estimate - reach, high: estimate + reach, trials: 100 * done };
      };
      if (done === chunks || enough(observed, done / chunks)) return observed;
    }
  };
}

function searched(scale: Scale, simulateAt: SimulateAt, confidence = 0.95, atOnce = 1): Promise<SimulatedSearch> {
  return simulatedSearch(scale, simulateAt, { confidence, precision: 0.001, atOnce });
}

/** A larger difference is told from 0 after all trials, but for once in a million times. */
function cannotBeTold(noise: number, confidence: number, scale: Scale): number {
  const { confidenceEach } = searchPlan(scale, confidence);
  const deviations = normalQuantile(tailOf(confidenceEach)) + normalQuantile(1e-6);
  return (deviations * noise) / Math.sqrt(chunks);
}

describe('the interval of a boundary', () => {
  /** How often one of `seeds` searches says anything wrong, or nothing. */
  async function misses(
    scale: Scale,
    difference: (at: number) => number,
    roots: readonly number[],
    confidence: number,
  ) {
    const seeds = 300;
    const wrong: boolean[] = [];
    for (let seed = 0; seed < seeds; seed++) {
      const { places } = await searched(scale, noisy(difference, 1, `${seed}`), confidence);
      const sides = places.every(({ at, side }) => {
        if (side === 'unknown') return true;
        return side === 'above' ? difference(at) > 0 : difference(at) < 0;
      });
      const { boundaries } = divisionOf(places, scale);
      const held = boundaries.every(({ low, high }, index) => {
        const root = roots[index] ?? Number.NaN;
        return low <= root && root <= high;
      });
      wrong.push(!(sides && held && boundaries.length === roots.length));
    }
    return countMisses(seeds, 0, () => (wrong.pop() ? { low: 1, high: 1 } : { low: 0, high: 0 }));
  }

  test('covers it, in all that is said at once', async () => {
    expectHonest(await misses(real(0, 1), (x) => 8 * (0.37 - x), [0.37], 0.95), 300, 0.95);
    expectHonest(await misses(real(0, 1), (x) => 8 * (0.37 - x), [0.37], 0.5), 300, 0.5);
    expectHonest(await misses(real(0, 1), (x) => 40 * (x - 0.21) * (x - 0.78), [0.21, 0.78], 0.95), 300, 0.95);
    expectHonest(await misses(whole(1, 12), (n) => 7.4 - n, [7.4], 0.95), 300, 0.95);
  });

  test('narrows with the trials, to the precision at most', async () => {
    const widths = [1, 0.1, 0.0001].map(async (noise) => {
      const { places } = await searched(
        real(0, 1),
        noisy((x) => 0.37 - x, noise, 'width'),
      );
      const [boundary] = divisionOf(places, real(0, 1)).boundaries;
      return (boundary?.high ?? Number.NaN) - (boundary?.low ?? Number.NaN);
    });
    const [wide, narrow, precise] = (await Promise.all(widths)) as [number, number, number];
    // Two gaps of at most an eighth of it are untested, the rest is no wider than what cannot be told.
    expect(narrow).toBeLessThan((8 / 6) * 2 * cannotBeTold(0.1, 0.95, real(0, 1)));
    expect(wide).toBeGreaterThan(narrow);
    expect(precise).toBeLessThanOrEqual(0.001);
  });
});

describe('a simulated difference over a range', () => {
  test('is above everywhere, below everywhere, or not told apart anywhere', async () => {
    const sides = async (value: number) => {
      const { places, complete } = await searched(
        real(0, 1),
        noisy(() => value, 1, 'sides'),
      );
      expect(complete).toBe(true);
      return divisionOf(places, real(0, 1));
    };
    expect(await sides(2)).toEqual({ segments: [{ side: 'above', low: 0, high: 1 }], boundaries: [] });
    expect(await sides(-2)).toEqual({ segments: [{ side: 'below', low: 0, high: 1 }], boundaries: [] });
    expect(await sides(0)).toEqual({ segments: [{ side: 'unknown', low: 0, high: 1 }], boundaries: [] });
  });

  test('names whole numbers between which it changes, and those that are not told apart', async () => {
    const { places } = await searched(
      whole(1, 200),
      noisy((n) => (90 - n) / 4, 1, 'whole'),
    );
    const { segments, boundaries } = divisionOf(places, whole(1, 200));
    expect(segments.map(({ side }) => side)).toEqual(['above', 'unknown', 'below']);
    const [boundary] = boundaries;
    const near = 4 * cannotBeTold(1, 0.95, whole(1, 200));
    expect(90 - (boundary?.low ?? 0)).toBeLessThan(near + 1);
    expect((boundary?.high ?? 0) - 90).toBeLessThan(near + 1);
  });

  test('does not depend on how many places are simulated at once', async () => {
    const one = await searched(
      real(0, 1),
      noisy((x) => 0.37 - x, 1, 'order'),
      0.95,
      1,
    );
    const several = await searched(
      real(0, 1),
      noisy((x) => 0.37 - x, 1, 'order'),
      0.95,
      5,
    );
    const plain = ({ places }: SimulatedSearch) => places.map(({ at, side, estimate }) => [at, side, estimate]);
    expect(plain(several)).toEqual(plain(one));
  });

  test('that is interrupted keeps what it has', async () => {
    const abort = new AbortController();
    const simulate = noisy((x) => 0.37 - x, 0.1, 'interrupted');
    let asked = 0;
    const { complete, places } = await simulatedSearch(
      real(0, 1),
      async (at, enough) => {
        if (++asked === 5) abort.abort();
        return asked >= 5 ? undefined : simulate(at, enough);
      },
      { confidence: 0.95, precision: 0.01, atOnce: 1, signal: abort.signal },
    );
    expect(complete).toBe(false);
    expect(places).toHaveLength(4);
    expect(asked).toBe(5);
  });
});

test('the error probability is shared by all intervals that may be looked at', () => {
  const { placesMost, testsMost, confidenceEach } = searchPlan(whole(1, 8), 0.95);
  expect([placesMost, testsMost]).toEqual([8, 8 * looksMost]);
  expect(confidenceEach).toBeCloseTo(1 - 0.05 / 32, 12);
  expect(searchPlan(real(0, 1), 0.95).placesMost).toBe(49);
});

test('trials are looked at a few times, however many chunks there are', () => {
  const shares = (count: number): number[] => {
    const looks = new Looks();
    return Array.from({ length: count }, (_, index) => (index + 1) / count).filter((share) => looks.isDue(share));
  };
  expect(shares(256)).toEqual([1 / 64, 1 / 16, 1 / 4, 1]);
  expect(shares(3)).toEqual([1 / 3, 1]);
  expect(shares(1)).toEqual([1]);
});
