import { describe, expect, test } from 'vitest';
import { ChainBuilder, startingIn } from '../../../src/exact/chain/chain.js';
import { ConvergenceError } from '../../../src/exact/chain/convergence-error.js';
import { eliminatedStationary } from '../../../src/exact/chain/elimination.js';
import { denseStationary } from '../../../src/exact/chain/gth.js';
import { longRun } from '../../../src/exact/chain/long-run.js';
import { multilevelStationary } from '../../../src/exact/chain/multilevel.js';
import { stationary } from '../../../src/exact/chain/stationary.js';
import { cluster, explored, independent, relativeDifference, tandem } from './models.js';

const FAIL = [1e-8, 1e-4, 1e-3, 1e-6, 1e-5, 1e-2, 0.1, 1e-3, 1e-9];
const REPAIR = [1, 0.1, 10, 0.05, 100, 60, 30, 2, 1000];

const share = (weight: Float64Array): Float64Array => {
  const sum = weight.reduce((total, value) => total + value, 0);
  return weight.map((value) => value / sum);
};

const largestDifference = (found: Float64Array, wanted: Float64Array): number =>
  found.reduce((most, value, i) => Math.max(most, relativeDifference(value, wanted[i] as number)), 0);

describe('independent components: the stationary distribution is a product', () => {
  const model = independent(FAIL, REPAIR);
  const product = model.values((state) =>
    state.reduce((share, down, i) => {
      const [fail, repair] = [FAIL[i] as number, REPAIR[i] as number];
      return (share * (down === 1 ? fail : repair)) / (fail + repair);
    }, 1),
  );
  // All of them down at once has a probability of 1e-45.
  test('spans many orders of magnitude', () => expect(Math.min(...product)).toBeLessThan(1e-40));

  test('elimination keeps every state to 13 digits', () => {
    const found = eliminatedStationary(model.chain, 1e9);
    expect(found).toBeDefined();
    expect(largestDifference(share(found ?? new Float64Array()), product)).toBeLessThan(1e-13);
  });

  test('iteration keeps every state to 12 digits and says so', () => {
    const found = multilevelStationary(model.chain, 1e-12, 100);
    expect(found.relativeError).toBeLessThanOrEqual(1e-12);
    expect(largestDifference(share(found.weight), product)).toBeLessThan(1e-12);
  });
});

describe('iteration agrees with elimination', () => {
  const queue = explored([0], ([length = 0]) => [
    ...(length < 300 ? ([[[length + 1], 0.5]] as const) : []),
    ...(length > 0 ? ([[[length - 1], 1]] as const) : []),
  ]);
  const slowSwitch = independent([1e-3, 1e-2, 1e-7, 0.2, 3, 0.1, 0.02, 1], [1, 1, 1e-8, 5, 7, 30, 1, 0.5]);
  test.each([
    ['workstation cluster', cluster(6)],
    ['tandem queue', tandem(30)],
    ['queue', queue],
    ['two worlds hardly ever exchanged', slowSwitch],
  ])('%s', (_, { chain }) => {
    const exact = eliminatedStationary(chain, 1e9) ?? new Float64Array();
    const found = multilevelStationary(chain, 1e-12, 100);
    expect(found.relativeError).toBeLessThan(1e-11);
    expect(largestDifference(share(found.weight), share(exact))).toBeLessThan(1e-11);
  });
});

test('a probability may be smaller than the roundings of a sum', () => {
  const found = stationary(independent([1e-10, 1e-12], [1, 1]).chain).probability;
  expect(Math.min(...found)).toBeGreaterThan(0.99e-22);
});

test('dense elimination of two states', () => {
  const [first, second] = denseStationary(Float64Array.of(0, 3, 4, 0), 2);
  expect((second as number) / (first as number)).toBe(0.75);
});

test('what cannot be left is refused by elimination', () => {
  expect(() => denseStationary(new Float64Array(4), 2)).toThrow('no way back');
});

test('no convergence is an error that says how near it came', () => {
  const { chain } = tandem(40);
  const attempt = () => stationary(chain, { workFirst: 0, workLast: 0, cycles: 1, relativeError: 1e-15 });
  expect(attempt).toThrow(ConvergenceError);
  expect(attempt).toThrow(/1681 states .* after 1 iterations/);
});

describe('in the long run', () => {
  // 0 goes to the class {1, 2} at rate 3, or is absorbed in 3 at rate 1.
  const builder = new ChainBuilder();
  for (const [from, to, rate] of [
    [0, 1, 3],
    [0, 3, 1],
    [1, 2, 1],
    [2, 1, 4],
  ] as const) {
    builder.add(from, to, rate);
  }
  const chain = builder.build(4);

  test('several closed classes are weighed by the probability of ending there', () => {
    const { probability, classes } = longRun(chain, startingIn(0, 4));
    for (const [i, wanted] of [0, 0.6, 0.15, 0.25].entries()) expect(probability[i]).toBeCloseTo(wanted, 14);
    expect(classes.map((end) => end.states.length)).toEqual([2, 1]);
    expect(classes.map((end) => end.probability)).toEqual([0.75, 0.25]);
  });

  test('a class that is never entered is not listed', () => {
    const { classes } = longRun(chain, startingIn(3, 4));
    expect(classes).toHaveLength(1);
  });
});
