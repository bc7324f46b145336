import { describe, expect, test } from 'vitest';
import { ChainBuilder, startingIn } from '../../../src/exact/chain/chain.js';
import {
  firstPassage,
  gainedUntil,
  meanTimeTo,
  reachBefore,
  reachEver,
  sojourn,
} from '../../../src/exact/chain/passage.js';
import { passageQuantile } from '../../../src/exact/chain/quantile.js';
import { entryRates, expectation, impulseRates } from '../../../src/exact/chain/rewards.js';
import { stationary } from '../../../src/exact/chain/stationary.js';
import { visits } from '../../../src/exact/chain/visits.js';
import { explored, independent, relativeDifference } from './models.js';

// 0 -> 1 at 2, 0 -> 2 at 1 (2 <-> 3 for ever), 1 -> 0 at 1, 1 -> 4 at 3 (4 stops).
const builder = new ChainBuilder();
for (const [from, to, rate] of [
  [0, 1, 2],
  [0, 2, 1],
  [2, 3, 1],
  [3, 2, 1],
  [1, 0, 1],
  [1, 4, 3],
] as const) {
  builder.add(from, to, rate);
}
const chain = builder.build(5);
const start = startingIn(0, 5);
const goal = Uint8Array.of(0, 0, 0, 0, 1);

describe('passages that may never be made', () => {
  // p = 2/3 (3/4 + 1/4 p): p = 3/5.
  test('both probabilities', () => {
    const { probability, complement } = reachEver(chain, start, goal);
    expect(probability).toBeCloseTo(0.6, 14);
    expect(complement).toBeCloseTo(0.4, 14);
  });

  test('take for ever in the mean', () => {
    expect(meanTimeTo(chain, start, goal)).toBe(Infinity);
    const { time } = sojourn(chain, start, goal);
    expect(time[0]).toBeCloseTo(0.4, 14);
    expect([time[2], time[3], time[4]]).toEqual([Infinity, Infinity, 0]);
  });

  test('gain what is gained on the way, or for ever', () => {
    expect(gainedUntil(sojourn(chain, start, goal), Float64Array.of(5, 0, 0, 0, 0))).toBeCloseTo(2, 14);
    expect(gainedUntil(sojourn(chain, start, goal), Float64Array.of(0, 0, 0, 1, 0))).toBe(Infinity);
  });

  test('one before another', () => {
    const { probability, complement } = reachBefore(chain, start, goal, Uint8Array.of(0, 0, 0, 1, 0));
    expect(probability).toBeCloseTo(0.6, 14);
    expect(complement).toBeCloseTo(0.4, 14);
  });

  test('a start in the target is there', () => {
    expect(reachEver(chain, startingIn(4, 5), goal)).toEqual({ probability: 1, complement: 0 });
    expect(meanTimeTo(chain, startingIn(4, 5), goal)).toBe(0);
  });

  test('a quantile beyond what is ever made is Infinity', () => {
    const passage = firstPassage(chain, start, goal);
    expect(passageQuantile(passage, 0.61, 1, 0.6)).toBe(Infinity);
    const median = passageQuantile(passage, 0.3, 1, 0.6);
    expect(passage.entered(median)).toBeCloseTo(0.3, 13);
  });
});

describe('two in parallel, repaired: fails at l each, repaired at m', () => {
  const [l, m] = [1e-9, 0.5];
  const model = explored([0], ([down = 0]) => [
    ...(down < 2 ? ([[[down + 1], (2 - down) * l]] as const) : []),
    ...(down > 0 ? ([[[down - 1], down * m]] as const) : []),
  ]);
  const lost = model.where(([down]) => down === 2);

  test('time to failure (3 l + m) / (2 l^2)', () => {
    const found = meanTimeTo(model.chain, startingIn(0, 3), lost);
    expect(relativeDifference(found, (3 * l + m) / (2 * l * l))).toBeLessThan(1e-14);
  });

  test('failure by a time, far below its mean, keeps its digits', () => {
    // With l t and l / m small: 2 l^2 (t / m - (1 - e^-mt) / m^2) up to terms of order l / m and l t.
    const wanted = (t: number): number => 2 * l * l * (t / m + Math.expm1(-m * t) / m ** 2);
    const { entered } = firstPassage(model.chain, startingIn(0, 3), lost);
    for (const t of [1, 100, 1e4]) expect(relativeDifference(entered(t), wanted(t))).toBeLessThan(10 * l * (t + 1 / m));
  });
});

describe('visits to a set', () => {
  // One component with a repair of two stages of mean 1 each: 0 up, 1 and 2 in repair.
  const model = explored([0], ([stage = 0]) => [[[(stage + 1) % 3], stage === 0 ? 0.01 : 1]]);
  const { probability } = stationary(model.chain);
  const down = model.where(([stage]) => stage !== 0);
  const seen = visits(model.chain, probability, down);

  test('frequency and mean', () => {
    expect(relativeDifference(seen.frequency, 1 / 102)).toBeLessThan(1e-14);
    expect(relativeDifference(seen.mean ?? 0, 2)).toBeLessThan(1e-14);
  });

  test('duration is Erlang', () => {
    const { duration } = seen;
    for (const t of [0.01, 1, 10, 50]) {
      expect(relativeDifference(duration?.notEntered(t) ?? 0, Math.exp(-t) * (1 + t))).toBeLessThan(1e-12);
    }
    expect(relativeDifference(duration?.meanUntil(1e6) ?? 0, 2)).toBeLessThan(1e-10);
  });

  test('quantiles invert it', () => {
    if (seen.duration === undefined) throw new Error('no visit');
    for (const p of [1e-6, 0.5, 0.99, 1 - 1e-9]) {
      const t = passageQuantile(seen.duration, p, 2);
      expect(Math.abs(Math.exp(-t) * (1 + t) - (1 - p))).toBeLessThan(1e-13);
    }
    expect(() => passageQuantile(firstPassage(model.chain, startingIn(0, 3), down), 1, 2)).toThrow('probability 1');
  });

  test('none begins: nothing to average', () => {
    const nowhere = new Uint8Array(3);
    expect(visits(model.chain, probability, nowhere)).toEqual({ frequency: 0, mean: undefined, duration: undefined });
  });
});

test('impulses become rates', () => {
  const model = independent([0.1], [2]);
  const { probability } = stationary(model.chain);
  const impulse = Float64Array.of(1, 0);
  expect(expectation(probability, impulseRates(model.chain, impulse))).toBeCloseTo(0.2 / 2.1, 15);
  const entering = entryRates(model.chain, probability, Uint8Array.of(0, 1));
  expect(entering[1]).toBeCloseTo(0.2 / 2.1, 15);
});
