import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startingIn } from '../../../src/exact/chain/chain.js';
import { evolve } from '../../../src/exact/chain/evolve.js';
import { firstPassage, meanTimeTo, reachBefore, sojourn } from '../../../src/exact/chain/passage.js';
import { expectation } from '../../../src/exact/chain/rewards.js';
import { stationary } from '../../../src/exact/chain/stationary.js';
import { fraction, reference } from '../../reference/read.js';
import { cluster, clusterQuality, clusterRepairRate, type Explored, explored, type Move, tandem } from './models.js';

/** Half a unit in the last of `digits` digits, relative: what a value printed with that many can tell. */
const printed = (digits: number): number => 5 * 10 ** -digits;
const EXACT = 1e-10;

function expectNear(found: number, wanted: number, relative: number): void {
  expect(Math.abs(found / wanted - 1), `${found} against ${wanted}`).toBeLessThan(relative);
}

const steady = (model: Explored, value: (state: readonly number[]) => number): number =>
  expectation(stationary(model.chain).probability, model.values(value));

describe('small chains', () => {
  const text = z.union([z.number(), z.string()]);
  const shape = z.object({
    'huang-rejuvenation': z.object({
      rows: z.array(z.object({ r1: text, r2: text, r3: text, lambda: text, r4: text, downtimeHours: z.number() })),
    }),
    'birth-death-queue': z.object({
      values: z.object({
        'fullBy7.5': z.number(),
        steadyFull: text,
        steadyMean: text,
        throughput: text,
        'servedBy5.5': z.number(),
        meanAt1: z.number(),
      }),
    }),
  });
  const data = reference('small-chains', shape);

  test.each(data['huang-rejuvenation'].rows)('rejuvenation with r4 = $r4, lambda = $lambda', (row) => {
    const [robust, probable, failed, rejuvenating] = [0, 1, 2, 3];
    const model = explored([robust], ([state]): Move[] => {
      if (state === robust) return [[[probable], fraction(row.r2)]];
      if (state === failed) return [[[robust], fraction(row.r1)]];
      if (state === rejuvenating) return [[[robust], fraction(row.r3)]];
      return [
        [[failed], fraction(row.lambda)],
        [[rejuvenating], fraction(row.r4)],
      ];
    });
    const down = steady(model, ([state]) => (state === failed || state === rejuvenating ? 1 : 0));
    expect(Math.abs(down * 8640 - row.downtimeHours)).toBeLessThan(0.5e-5);
  });

  test('birth-death queue', () => {
    const { values } = data['birth-death-queue'];
    const model = explored([0], ([length = 0]) => [
      ...(length < 3 ? ([[[length + 1], 1.5]] as const) : []),
      ...(length > 0 ? ([[[length - 1], 3]] as const) : []),
    ]);
    const start = startingIn(0, 4);
    const full = model.where(([length]) => length === 3);
    expectNear(firstPassage(model.chain, start, full).entered(7.5), values['fullBy7.5'], EXACT);
    expectNear(
      steady(model, ([length]) => (length === 3 ? 1 : 0)),
      fraction(values.steadyFull),
      1e-14,
    );
    expectNear(
      steady(model, ([length]) => length ?? 0),
      fraction(values.steadyMean),
      1e-14,
    );
    const served = model.values(([length = 0]) => (length > 0 ? 3 : 0));
    expectNear(expectation(stationary(model.chain).probability, served), fraction(values.throughput), 1e-14);
    const length = model.values(([length = 0]) => length);
    const running = evolve(model.chain, start, [served, length]);
    expectNear(running.accumulated(0, 5.5), values['servedBy5.5'], EXACT);
    expectNear(running.instant(1, 1), values.meanAt1, EXACT);
  });
});

describe('redundancy', () => {
  const one = z.object({ mttf: z.union([z.number(), z.string()]) });
  const { mttf } = reference('redundancy', z.object({ mttf: z.record(z.string(), one) }));
  const wanted = (name: string): number => fraction(mttf[name]?.mttf ?? Number.NaN);
  /** Up states are bits 1; `failures` gives where a state goes. */
  const life = (
    first: number[],
    moves: (state: readonly number[]) => Move[],
    dead: (state: readonly number[]) => boolean,
  ) => {
    const model = explored(first, (state) => (dead(state) ? [] : moves(state)));
    return meanTimeTo(model.chain, startingIn(0, model.states.length), model.where(dead));
  };
  const each =
    (rates: readonly number[]) =>
    (state: readonly number[]): Move[] =>
      rates.flatMap((rate, i) => (state[i] === 1 ? [[state.map((up, j) => (j === i ? 0 : up)), rate] as const] : []));
  const failedOf = (state: readonly number[]): number => state.filter((up) => up === 0).length;

  test.each([
    ['two-in-series-half', [0.5, 0.5], 1],
    ['two-in-parallel-half', [0.5, 0.5], 2],
    ['fails-at-second-of-three', [0.3, 0.4, 1], 2],
    ['two-of-three-unit-rate', [1, 1, 1], 2],
  ] as const)('%s', (name, rates, failuresToDie) => {
    const found = life(
      rates.map(() => 1),
      each(rates),
      (state) => failedOf(state) >= failuresToDie,
    );
    expectNear(found, wanted(name), 1e-14);
  });

  test('warm-spare', () => {
    const found = life(
      [1, 1],
      ([primary, spare]) => [
        ...(primary === 1 ? ([[[0, spare as number], 0.5]] as const) : []),
        ...(spare === 1 ? ([[[primary as number, 0], primary === 1 ? 0.15 : 0.5]] as const) : []),
      ],
      (state) => failedOf(state) === 2,
    );
    expectNear(found, wanted('warm-spare'), 1e-14);
  });

  test('two-primaries-in-series-share-one-warm-spare', () => {
    // [units serving, spare waiting]: a failed primary takes the spare, when it is good.
    const found = life(
      [2, 1],
      ([serving = 0, spare = 0]) =>
        spare === 1
          ? [
              [[2, 0], 2 * 0.5],
              [[2, 0], 0.5 * 0.3],
            ]
          : [[[serving - 1, 0], 2 * 0.5]],
      ([serving]) => serving === 1,
    );
    expectNear(found, wanted('two-primaries-in-series-share-one-warm-spare'), 1e-14);
  });

  test('b-kills-c, always and with probability 0.3', () => {
    const killing = (b: number, c: number, kills: number) =>
      life(
        [1, 1],
        ([bUp, cUp]) => [
          ...(bUp === 1 && cUp === 1
            ? ([
                [[0, 0], b * kills],
                [[0, 1], b * (1 - kills)],
                [[1, 0], c],
              ] as const)
            : []),
          ...(bUp === 1 && cUp === 0 ? ([[[0, 0], b]] as const) : []),
          ...(bUp === 0 && cUp === 1 ? ([[[0, 0], c]] as const) : []),
        ],
        (state) => failedOf(state) === 2,
      );
    expectNear(killing(0.4, 0.8, 1), wanted('b-kills-c'), 1e-14);
    expectNear(killing(0.4, 0.8, 0.3), wanted('b-kills-c-with-probability-0.3'), 1e-14);
  });
});

describe('replica pool', () => {
  const row = z.object({
    n: z.number(),
    T: z.number(),
    EKo: z.number(),
    ERej: z.number(),
    b: z.number().optional(),
    down: z.number().optional(),
  });
  const { rows } = reference('replica-pool', z.object({ rows: z.array(row) }));
  const [ok, err, ko, rej] = [0, 1, 2, 3];

  test.each(rows)('n = $n, T = $T', ({ n, T, EKo, ERej, b, down }) => {
    const replica = (state: number): [number, number][] => {
      if (state === ok)
        return [
          [err, 0.004166],
          [rej, 0.1 / T],
        ];
      if (state === err)
        return [
          [ko, 0.000463],
          [rej, 0.9 / T],
        ];
      return [[ok, state === ko ? 2 : 6]];
    };
    const model = explored(new Array<number>(n).fill(ok), (state) =>
      state.flatMap((own, i) =>
        replica(own).map(([to, rate]) => [state.map((value, j) => (j === i ? to : value)), rate] as const),
      ),
    );
    const count = (state: readonly number[], which: number): number => state.filter((own) => own === which).length;
    expectNear(
      steady(model, (state) => count(state, ko)),
      EKo,
      EXACT,
    );
    expectNear(
      steady(model, (state) => count(state, rej)),
      ERej,
      EXACT,
    );
    if (b === undefined || down === undefined) return;
    expectNear(
      steady(model, (state) => (count(state, ko) + count(state, rej) >= b ? 1 : 0)),
      down,
      EXACT,
    );
  });
});

describe('rare events', () => {
  const shape = z.object({
    'tandem-queue': z.object({
      steadyQueue2Full: z.record(z.string(), z.number()),
      fullBeforeEmptyFromState01: z.record(z.string(), z.number()),
    }),
    'redundant-database': z.object({ steadyUnavailability: z.record(z.string(), z.number()) }),
  });
  const data = reference('rare-events', shape);

  test.each(Object.entries(data['tandem-queue'].steadyQueue2Full))('tandem queue, full, %s', (capacity, wanted) => {
    const c = Number(capacity.slice(1));
    expectNear(
      steady(tandem(c), ([, two]) => (two === c ? 1 : 0)),
      wanted,
      printed(5),
    );
  });

  test.each(Object.entries(data['tandem-queue'].fullBeforeEmptyFromState01))(
    'tandem queue, full before empty, %s',
    (capacity, wanted) => {
      const c = Number(capacity.slice(1));
      const model = tandem(c);
      const from = model.states.findIndex(([one, two]) => one === 0 && two === 1);
      const { probability, complement } = reachBefore(
        model.chain,
        startingIn(from, model.states.length),
        model.where(([, two]) => two === c),
        model.where(([, two]) => two === 0),
      );
      expectNear(probability, wanted, printed(5));
      expectNear(probability + complement, 1, 1e-13);
    },
  );

  test.each(Object.entries(data['redundant-database'].steadyUnavailability))(
    'redundant database, %s',
    (redundancy, wanted) => {
      const r = Number(redundancy.slice(1));
      // [units down in mode 1, units down in mode 2] of one group; the groups are independent of each other.
      const groupDown = (units: number, mttf: number): number => {
        const fail = 1 / (r * mttf);
        const group = explored([0, 0], ([one = 0, two = 0]) => {
          const up = units - one - two;
          return [
            ...(up > 0
              ? ([
                  [[one + 1, two], up * fail],
                  [[one, two + 1], up * fail],
                ] as const)
              : []),
            ...(one > 0 ? ([[[one - 1, two], one]] as const) : []),
            ...(two > 0 ? ([[[one, two - 1], two * 0.5]] as const) : []),
          ];
        });
        return steady(group, ([one = 0, two = 0]) => (one + two >= r ? 1 : 0));
      };
      const upLog = 4 * Math.log1p(-groupDown(r, 50)) + 6 * Math.log1p(-groupDown(r + 2, 150));
      expectNear(-Math.expm1(upLog), wanted, printed(7));
    },
  );
});

describe('workstation cluster', () => {
  const row = z.object({
    N: z.number(),
    states: z.number(),
    premiumSteady: z.number(),
    expectedHoursBelowMinimumBy2000: z.number(),
    probabilityBelowMinimumBy2000: z.number(),
    probabilityBelowMinimumAt20: z.number(),
    expectedRepairsBy2000: z.number(),
    probabilityBelowMinimumBy100: z.number().optional(),
    expectedRepairsBy100: z.number().optional(),
  });
  const { rows } = reference('workstation-cluster', z.object({ rows: z.array(row) }));

  test.each(rows)('N = $N', (wanted) => {
    const model = cluster(wanted.N);
    expect(model.states.length).toBe(wanted.states);
    const start = startingIn(0, model.states.length);
    const minimum = clusterQuality(Math.floor(0.75 * wanted.N));
    const premium = clusterQuality(wanted.N);
    expectNear(
      steady(model, (state) => (premium(state) ? 1 : 0)),
      wanted.premiumSteady,
      1e-14,
    );
    const below = model.where((state) => !minimum(state));
    const running = evolve(model.chain, start, [Float64Array.from(below), model.values(clusterRepairRate)], {
      horizon: 2000,
    });
    expectNear(running.accumulated(0, 2000), wanted.expectedHoursBelowMinimumBy2000, printed(10));
    expectNear(running.accumulated(1, 2000), wanted.expectedRepairsBy2000, printed(10));
    expectNear(running.instant(0, 20), wanted.probabilityBelowMinimumAt20, printed(9));
    const passage = firstPassage(model.chain, start, below, { horizon: 2000 });
    expectNear(passage.entered(2000), wanted.probabilityBelowMinimumBy2000, printed(10));
    if (wanted.probabilityBelowMinimumBy100 === undefined || wanted.expectedRepairsBy100 === undefined) return;
    expectNear(passage.entered(100), wanted.probabilityBelowMinimumBy100, EXACT);
    expectNear(running.accumulated(1, 100), wanted.expectedRepairsBy100, EXACT);
  });

  test('a sojourn is as long as it takes to stop', () => {
    const model = cluster(2);
    const start = startingIn(0, model.states.length);
    const { time, stopped, never } = sojourn(
      model.chain,
      start,
      model.where((state) => !clusterQuality(1)(state)),
    );
    expect(time.every((hours) => hours >= 0)).toBe(true);
    expectNear(expectation(stopped, new Float64Array(stopped.length).fill(1)), 1, 1e-12);
    expect(Math.max(...never)).toBe(0);
  });
});
