import { expect, test } from 'vitest';
import { MeasureSet } from '../../src/estimate/measure-set.js';
import { PairedTally } from '../../src/estimate/paired.js';
import { planRuns } from '../../src/estimate/plans.js';
import { trialValues } from '../../src/estimate/trial-values.js';
import { compileNet } from '../../src/kernel/compile.js';
import { machine } from './nets.js';

const TRIALS = 200;
const net = machine({
  year: { average: 'serves', until: '8760 h' },
  at: { at: '2 h', of: 'serves' },
  mission: { probability: { stay: 'serves', within: '50 h' } },
  mttf: { 'mean-time-to': '!serves' },
  curve: { at: ['1 h', '2 h'], of: 'serves' },
  nines: { nines: 'serves', until: '8760 h' },
});

test.each(['year', 'at', 'mission', 'mttf'])('the mean of the values of %s is its estimate', (name) => {
  const runs = planRuns(net);
  const set = new MeasureSet(runs);
  const index = runs.findIndex((run) => run.measures.some((measure) => measure.name === name));
  const run = runs[index];
  if (run === undefined) throw new Error(`no run of ${name}`);
  const rows = new Float64Array(TRIALS * run.layout.width);
  compileNet(net, run.plan, 'values').run(0, TRIALS, rows, () => {});
  set.addRows(index, 0, TRIALS, rows);
  const values = new Float64Array(TRIALS);
  trialValues(run, name)?.(rows, TRIALS, values);
  const tally = new PairedTally();
  tally.addBlock(values, new Float64Array(TRIALS).fill(1), TRIALS);
  const result = set.result(name, 0.95);
  expect(tally.result(0.95).ratio.estimate).toBeCloseTo(result?.kind === 'value' ? result.estimate : Number.NaN, 12);
});

test('what is no expectation over trials has none', () => {
  const [run] = planRuns(net);
  for (const name of ['curve', 'nines', 'unknown']) {
    expect(run && trialValues(run, name)).toBeUndefined();
  }
});
