import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { PreparedJob } from '../../../src/experiment/job.js';
import { prepare, type Simulation, simulate } from '../../../src/experiment/simulate.js';
import { interpretNet } from '../../../src/kernel/interpret.js';
import type { TrialProgram } from '../../../src/kernel/plan.js';
import { type ValidationRow, validationRows } from '../../../src/report/validation.js';
import { type Model, modelOf } from '../../../src/system/model.js';
import { randomMarkovNet, randomNumbers } from './random-markov-nets.js';
import { randomSystem, randomSystemNumbers } from './random-systems.js';

/**
 * Random small models, each measure as many ways as there are: simulated as `ninefold run` does, from the chain, by closed form.
 * `CROSS_CHECK=17 npx vitest run test/exact/cross-check` does number 17 of each kind alone and prints its config.
 */
const SEED = 20_070;
const only = process.env.CROSS_CHECK;
/** A correct program fails any of the tests of a kind of models with at most this probability. */
const FALSE_ALARM = 1e-6;
const EFFORT = { trials: 120, events: 4_000 };
/** Systems of one structure, with other numbers: they share their compilation. */
const DRAWS = 4;

/** Small nets take longer to compile than to simulate, and compiler and interpreter give the same bits. */
class Interpreted extends PreparedJob {
  override program(run: number): TrialProgram {
    return interpretNet(this.net, this.plannedRun(run).plan, this.job.seed);
  }
}

const interpreted = ({ document, net }: Model, seed: string): PreparedJob =>
  new Interpreted({ document, seed, plan: { eventsPerTime: 10, cap: 100_000 } }, net);
const compiled = ({ document }: Model, seed: string): PreparedJob => prepare(document, { seed });

interface Checked {
  readonly index: number;
  readonly config: object;
  readonly model: Model;
  readonly simulation: Simulation;
  readonly rows: readonly ValidationRow[];
}

/** Configs by index; `draws` of each structure. */
function configsOf<Numbers>(
  structures: fc.Arbitrary<(numbers: Numbers) => object>,
  numbers: fc.Arbitrary<Numbers>,
  count: number,
  draws: number,
): readonly (readonly [number, object])[] {
  const one = <T>(of: fc.Arbitrary<T>, seed: number): T => fc.sample(of, { seed, numRuns: 1 })[0] as T;
  return Array.from({ length: count }, (_, index): [number, object] => [
    index,
    one(structures, SEED + Math.floor(index / draws))(one(numbers, SEED + index)),
  ]).filter(([index]) => only === undefined || index === Number(only));
}

async function checkAll(
  configs: readonly (readonly [number, object])[],
  prepared: (model: Model, seed: string) => PreparedJob,
): Promise<Checked[]> {
  const models = configs.map(([, config]) => modelOf(config));
  const falseAlarm = FALSE_ALARM / 2 / models.reduce((sum, { net }) => sum + net.measures.length, 0);
  const checked: Checked[] = [];
  for (const [place, [index, config]] of configs.entries()) {
    const model = models[place] as Model;

    const simulation = await simulate(prepared(model, String(index)), { effort: EFFORT });
    checked.push({
      index,
      config,
      model,
      simulation,
      rows: validationRows(String(index), model, simulation, { falseAlarm }),
    });
    if (only !== undefined) console.log(stringify(config));
  }
  return checked;
}

function disagreements(checked: readonly Checked[]): string {
  return checked
    .flatMap(({ index, config, rows }) =>
      rows
        .filter(({ agrees }) => !agrees)
        .map((row) => `${JSON.stringify(row)}\nCROSS_CHECK=${index} replays:\n${stringify(config)}`),
    )
    .join('\n');
}

/** Of every model one measure: intervals of confidence 0.9 must hold the exact value as often as they say. */
function coveredBy90(checked: readonly Checked[]): { covered: number; least: number } {
  const first = checked.flatMap(({ simulation, rows }) => {
    const row = rows.find(({ at }) => at === undefined);
    const result = row && simulation.result(row.measure, 0.9);
    return row === undefined || result?.kind !== 'value' ? [] : [result.low <= row.exact && row.exact <= result.high];
  });
  return { covered: first.filter((covers) => covers).length, least: leastCovered(first.length, 0.9) };
}

/** The most that a binomial count stays below with a probability of less than half the false alarm. */
function leastCovered(count: number, share: number): number {
  let density = (1 - share) ** count;
  let below = 0;
  for (let number = 0; ; number++) {
    if (below + density >= FALSE_ALARM / 2) return number;
    below += density;
    density *= ((count - number) / (number + 1)) * (share / (1 - share));
  }
}

const kindOf = (net: Model['net'], name: string): string => {
  const measure = net.measures.find((each) => each.name === name);
  return measure?.kind === 'span' ? measure.statistic.kind : (measure?.kind ?? '');
};

describe('200 random nets', async () => {
  const checked = await checkAll(configsOf(randomMarkovNet, randomNumbers, 200, 1), interpreted);

  test('give the same simulated and from their chains', () => {
    expect(disagreements(checked)).toBe('');
  });

  test('lie in intervals of confidence 0.9 as often as that', () => {
    const { covered, least } = coveredBy90(checked);
    expect(covered).toBeGreaterThanOrEqual(least);
  });

  test.runIf(only === undefined)('have measures of every kind', () => {
    const kinds = new Map<string, number>();
    for (const { model, rows } of checked) {
      for (const { measure } of rows) {
        const kind = kindOf(model.net, measure);
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
    }
    expect([...kinds.keys()].sort()).toEqual([
      'accumulated',
      'average',
      'count',
      'instant',
      'mean',
      'mean-time-to',
      'nines',
      'quantile',
      'ratio',
      'reach',
      'steady-state',
    ]);
    for (const [kind, count] of kinds) expect(count, kind).toBeGreaterThanOrEqual(10);
  });
});

describe.each([
  ['independent', true],
  ['coupled', false],
])('24 random %s systems', async (_, independent) => {
  const checked = await checkAll(configsOf(randomSystem(independent), randomSystemNumbers, 24, DRAWS), compiled);

  test('give the same simulated, from their chains and by closed form', () => {
    expect(disagreements(checked)).toBe('');
  });

  test.runIf(only === undefined)('have closed forms and chains to compare', () => {
    const both = checked.flatMap(({ rows }) => rows).filter(({ difference }) => difference !== undefined);
    expect(both.length).toBeGreaterThanOrEqual(100);
  });
});
