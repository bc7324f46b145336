import { describe, expect, test } from 'vitest';
import { contains, MeasureSet } from '../../src/estimate/measure-set.js';
import { planRuns } from '../../src/estimate/plans.js';
import { compileNet } from '../../src/kernel/compile.js';
import type { Net } from '../../src/net/net.js';
import { machine } from './nets.js';

const BLOCK = 100;

/** Simulates all runs of a net, in chunks that are merged in order. */
function simulate(net: Net, trials: number, chunk = trials): MeasureSet {
  const runs = planRuns(net);
  const merged = new MeasureSet(runs);
  for (let first = 0; first < trials; first += chunk) {
    const set = new MeasureSet(runs);
    runs.forEach((run, index) => {
      const program = compileNet(net, run.plan, 'measure set');
      const rows = new Float64Array(BLOCK * run.layout.width);
      for (let trial = first; trial < first + chunk; trial += BLOCK) {
        program.run(trial, BLOCK, rows, set.sink(index));
        set.addRows(index, trial, BLOCK, rows);
      }
    });
    merged.merge(MeasureSet.fromJSON(runs, JSON.parse(JSON.stringify(set))));
  }
  return merged;
}

const measures = {
  year: { average: 'serves', until: '8760 h' },
  month: { average: 'serves', until: '730 h' },
  nines: { nines: 'serves', until: '8760 h' },
  at: { at: '2 h', of: 'serves' },
  crashes: { accumulated: 'failures', until: '8760 h' },
  long: { 'steady-state': 'serves' },
  rate: { 'steady-state': 'failures' },
  outages: { count: 'outage', until: '8760 h' },
  outage: { mean: 'outage', until: '8760 h' },
  p90: { quantile: 0.9, of: 'outage', until: '8760 h' },
  mission: { probability: { reach: '!serves', within: '50 h' } },
  mttf: { 'mean-time-to': '!serves' },
  before: { probability: { reach: '!serves', within: 'failures' } },
  downtime: { ratio: '!serves', by: 'failures' },
} as const;

/** l = 1/100, m = 1; A(t) = m/s + l/s exp(-s t), s = l + m. */
const failure = 0.01;
const repair = 1;
const speed = failure + repair;
const average = (time: number): number =>
  repair / speed + ((failure / speed) * -Math.expm1(-speed * time)) / (speed * time);
const uptime = 8760 * average(8760);
const known: Record<string, number> = {
  year: average(8760),
  month: average(730),
  nines: -Math.log10(1 - average(8760)),
  at: repair / speed + (failure / speed) * Math.exp(-speed * 2),
  crashes: failure * uptime,
  long: repair / speed,
  rate: (failure * repair) / speed,
  outages: failure * uptime,
  mission: -Math.expm1(-failure * 50),
  mttf: 100,
  downtime: 1,
};

describe('a machine with known answers', () => {
  const { before: _, ...asked } = measures;
  const net = machine(asked);
  const set = simulate(net, 1000);

  test.each(Object.entries(known))('%s agrees with its closed form', (name, exact) => {
    expect(set.agrees(name, exact)).toBe(true);
  });

  test.each(Object.entries(known))('%s would not agree with a wrong one', (name, exact) => {
    const result = set.result(name, 1 - 1e-6);
    if (result?.kind !== 'value') throw new Error(`${name} is no value`);
    expect(set.agrees(name, result.high + 1e-9 * exact)).toBe(false);
    expect(set.agrees(name, result.low - 1e-9 * exact)).toBe(false);
    // Within a factor of 2 of the truth's distance from its bounds, at 1000 trials.
    expect(result.relativeHalfWidth).toBeLessThan(name === 'at' ? 2 : 0.5);
  });

  test('outages: exponential but for those cut off at the end, which are told', () => {
    // Of about 87 outages a trial one may be open at the end, so the completed ones are shorter by at most 1 / 87 or so.
    const { outage, p90 } = set.results(1 - 1e-6);
    if (outage?.kind !== 'value' || p90?.kind !== 'value') throw new Error('values');
    expect(contains({ low: outage.low, high: outage.high * (1 + 1 / 80) }, 1)).toBe(true);
    expect(contains({ low: p90.low, high: p90.high * (1 + 1 / 80) }, Math.log(10))).toBe(true);
    expect(outage.censored).toBe(p90.censored);
    expect(outage.censored).toBeGreaterThan(0);
  });

  test('results carry what was asked for', () => {
    const { long, mission } = set.results(0.9);
    expect(long).toMatchObject({ kind: 'value', confidence: 0.9, trials: 1000, unit: '' });
    expect(long?.method).toBe('Student on 1000 trials, skewness corrected; each 208.3 d after 20.83 d of warm-up');
    expect(mission?.method).toMatch(/^Clopper-Pearson on 1000 trials, \d+ reached$/);
  });

  test('a measure added changes no number of another', () => {
    const alone = simulate(machine({ month: measures.month, mission: measures.mission }), 1000);
    expect(alone.results(0.95)).toEqual({ month: set.result('month', 0.95), mission: set.result('mission', 0.95) });
  });
});

describe('chunks', () => {
  const net = machine({ year: measures.year, p90: measures.p90, mttf: measures.mttf });

  test('of one block each, through JSON, are one pass', () => {
    expect(JSON.stringify(simulate(net, 400, 100))).toBe(JSON.stringify(simulate(net, 400)));
  });

  test('of several blocks, merged in order, always give the same bits', () => {
    expect(JSON.stringify(simulate(net, 400, 200))).toBe(JSON.stringify(simulate(net, 400, 200)));
  });

  test('never count a trial twice', () => {
    const set = simulate(net, 200);
    expect(() => set.merge(simulate(net, 100))).toThrow(/trial 0 of run 0 comes after trial 199/);
    expect(set.trials(0)).toBe(200);
  });
});

test('an unknown measure has no result', () => {
  const set = new MeasureSet(planRuns(machine({ year: measures.year })));
  expect(set.result('month', 0.95)).toBeUndefined();
  expect(set.agrees('month', 1)).toBeUndefined();
});

test('before the first trial nothing is claimed', () => {
  const set = new MeasureSet(planRuns(machine({ year: measures.year, mission: measures.mission })));
  for (const result of Object.values(set.results(0.95))) {
    expect(result).toMatchObject({ estimate: Number.NaN, low: 0, high: 1, trials: 0 });
  }
});
