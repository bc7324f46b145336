import { describe, expect, test } from 'vitest';
import { startingIn } from '../../../src/exact/chain/chain.js';
import type { Evolution } from '../../../src/exact/chain/evolution.js';
import { evolve } from '../../../src/exact/chain/evolve.js';
import { JumpEvolution } from '../../../src/exact/chain/jump-evolution.js';
import { poisson } from '../../../src/exact/chain/poisson.js';
import { SquaredEvolution } from '../../../src/exact/chain/squared-evolution.js';
import { explored, independent, relativeDifference } from './models.js';

const UNLIMITED = 1e12;

/** Down probability and down time of one component, up at 0: l/(l+m) (1 - e^-(l+m)t) and its integral, by expm1 and series. */
function twoState(fail: number, repair: number, time: number): { down: number; downTime: number } {
  const sum = fail + repair;
  const x = sum * time;
  const down = (fail / sum) * -Math.expm1(-x);
  // x - 1 + e^-x = x^2/2 - x^3/6 + ...
  let gap = x + Math.expm1(-x);
  if (x < 0.1) {
    gap = 0;
    for (let order = 2, term = (x * x) / 2; order < 20; order++, term *= -x / order) gap += term;
  }
  return { down, downTime: (fail / sum / sum) * gap };
}

describe('one component against its closed form', () => {
  const times = [1e-12, 1e-6, 0.01, 1, 30, 1e3, 1e5, 1e7];
  const methods = {
    jumps: (fail: number, repair: number): Evolution => {
      const { chain } = independent([fail], [repair]);
      return new JumpEvolution(chain, startingIn(0, 2), [Float64Array.of(0, 1), Float64Array.of(1, 0)], 1e7, UNLIMITED);
    },
    squaring: (fail: number, repair: number): Evolution => {
      const { chain } = independent([fail], [repair]);
      return new SquaredEvolution(chain, startingIn(0, 2), [Float64Array.of(0, 1), Float64Array.of(1, 0)]);
    },
  };
  for (const [name, method] of Object.entries(methods)) {
    test.each([
      [1e-9, 1],
      [1e-3, 0.5],
      [0.2, 0.3],
      [1e-4, 0],
    ])(`${name}: fails at %d, repaired at %d`, (fail, repair) => {
      const running = method(fail, repair);
      for (const time of times) {
        const wanted = twoState(fail, repair, time);
        expect(relativeDifference(running.instant(0, time), wanted.down), `down at ${time}`).toBeLessThan(1e-11);
        expect(relativeDifference(running.accumulated(0, time), wanted.downTime), `until ${time}`).toBeLessThan(1e-11);
        const total = running.accumulated(0, time) + running.accumulated(1, time);
        expect(relativeDifference(total, time)).toBeLessThan(1e-11);
      }
    });
  }
});

describe('tiny probabilities keep their digits', () => {
  // A pure death chain of four steps: P(all done by t) = (1 - e^-t)^4 for rates 4, 3, 2, 1.
  const death = explored([4], ([left = 0]) => (left > 0 ? [[[left - 1], left]] : []));
  const done = death.values(([left]) => (left === 0 ? 1 : 0));
  const start = startingIn(0, 5);

  test.each([
    ['uniformisation', new JumpEvolution(death.chain, start, [done], 1e3, UNLIMITED)],
    ['squaring', new SquaredEvolution(death.chain, start, [done])],
  ])('%s: four steps in next to no time', (_, running) => {
    for (const time of [1e-30, 1e-12, 1e-3, 1, 100]) {
      expect(relativeDifference(running.instant(0, time), (-Math.expm1(-time)) ** 4)).toBeLessThan(1e-13);
    }
  });

  test('survival of a long life to 1e-200', () => {
    const alive = death.values(([left]) => (left === 4 ? 1 : 0));
    const running = new JumpEvolution(death.chain, start, [alive], 200, UNLIMITED);
    expect(relativeDifference(running.instant(0, 115), Math.exp(-460))).toBeLessThan(1e-11);
  });

  test('what cannot happen is 0', () => {
    const never = independent([1, 0], [1, 1]);
    const both = never.values(([, second]) => second as number);
    expect(evolve(never.chain, startingIn(0, never.states.length), [both]).instant(0, 10)).toBe(0);
  });
});

describe('settled distributions', () => {
  const model = independent([1e-3, 0.02, 1e-4, 0.3], [1, 0.1, 0.05, 20]);
  const start = startingIn(0, model.states.length);
  const below = model.values(([one, two, three]) => (one === 1 && two === 1 && three === 1 ? 1 : 0));

  test('go on as they would without being noticed', () => {
    const noticed = new JumpEvolution(model.chain, start, [below], 20_000, UNLIMITED);
    const squared = new SquaredEvolution(model.chain, start, [below]);
    for (const time of [500, 2000, 20_000]) {
      expect(relativeDifference(noticed.instant(0, time), squared.instant(0, time))).toBeLessThan(1e-10);
      expect(relativeDifference(noticed.accumulated(0, time), squared.accumulated(0, time))).toBeLessThan(1e-10);
    }
  });

  test('are noticed: a long time costs no more than a short one', () => {
    const steps = 30_000 * (model.chain.target.length + model.states.length);
    const running = new JumpEvolution(model.chain, start, [below], 1e6, steps);
    expect(running.instant(0, 1e6)).toBeGreaterThan(0);
    expect(() => new JumpEvolution(model.chain, start, [below], 1e6, 1e5).instant(0, 1e6)).toThrow(
      /^uniformisation of .* takes up to .* jumps of .* more than the .* within the limit on work$/,
    );
  });
});

test('times of more jumps than can be counted are squared', () => {
  const { chain } = independent([1e-3], [1e7]);
  const running = evolve(chain, Float64Array.of(1, 0), [Float64Array.of(0, 1)]);
  expect(running.instant(0, 1e6)).toBeCloseTo(1e-3 / (1e7 + 1e-3), 16);
  expect(running.method).toBe('squaring');
});

test('weights of any sum: twice the start, twice the result', () => {
  const { chain } = independent([1e-3], [1]);
  const values = [Float64Array.of(0, 1)];
  const once = evolve(chain, Float64Array.of(1, 0), values).instant(0, 5);
  expect(evolve(chain, Float64Array.of(2, 0), values).instant(0, 5)).toBe(2 * once);
});

test('what is not a weight or a time is refused', () => {
  const { chain } = independent([1e-3], [1]);
  expect(() => evolve(chain, Float64Array.of(-1, 1), [])).toThrow('weight -1 of state 0');
  expect(() => evolve(chain, Float64Array.of(1), [])).toThrow('1 weights of 2 states');
  expect(() => evolve(chain, startingIn(0, 2), [Float64Array.of(1, 0)]).instant(0, Number.NaN)).toThrow('time NaN');
});

describe('Poisson weights', () => {
  test.each([1e-12, 0.3, 5, 700, 1e5, 1e7])('of mean %d have its mean and variance', (mean) => {
    const { left, weight, above } = poisson(mean);
    let [total, first, second] = [0, 0, 0];
    for (const [n, w] of weight.entries()) {
      total += w;
      first += w * (left + n);
      second += w * (left + n - mean) ** 2;
    }
    expect(relativeDifference(total, 1)).toBeLessThan(1e-13);
    expect(relativeDifference(first, mean)).toBeLessThan(1e-12);
    expect(relativeDifference(second, mean)).toBeLessThan(1e-10);
    expect(relativeDifference((above[0] as number) + (weight[0] as number), 1)).toBeLessThan(1e-13);
  });

  test('follow the formula far from the mode', () => {
    const { left, weight } = poisson(5);
    const at = (k: number) =>
      Math.exp(-5) * Array.from({ length: k }, (_, i) => 5 / (i + 1)).reduce((a, b) => a * b, 1);
    for (const k of [0, 5, 40, 100]) expect(relativeDifference(weight[k - left] as number, at(k))).toBeLessThan(1e-13);
  });
});
