import { expect, test } from 'vitest';
import { designsOf, type PastRun, type PastSummary } from '../../src/experiment/past-runs/read-run.js';
import { listedRun, resultsText } from '../../src/report/results-list.js';
import { runDifference } from '../../src/report/run-difference/run-difference.js';
import { runDifferenceText } from '../../src/report/run-difference/run-difference-text.js';

const about = { confidence: 0.95, method: 'Student', unit: 'h', trials: 100 };
const measure = (estimate: number, halfWidth: number) => ({
  ...about,
  estimate,
  halfWidth,
  low: estimate - halfWidth,
  high: estimate + halfWidth,
});

const row = (n: number, estimate: number) => ({
  point: n,
  parameters: { n },
  trials: 100,
  measures: { mttf: measure(estimate, 1) },
});

function runOf(folder: string, seed: string, command: string, summary: PastSummary): PastRun {
  const settings = {};
  const manifest = { name: 'x', seed, command, settings, configs: [{ file: 'x.yaml', text: 'n: 1' }], arguments: {} };
  return { folder, manifest, name: 'x', seed, complete: true, when: new Date(0), summary };
}

test('sweeps are compared point by point', async () => {
  const before = runOf('a', 's', 'sweep', { rows: [row(1, 100), row(2, 100), row(3, 7)] });
  const after = runOf('b', 't', 'sweep', { rows: [row(1, 100.5), row(2, 200)] });
  const difference = await runDifference(before, after, 0.95);
  expect(difference.results).toMatchObject([
    { design: 'n = 1', measure: 'mttf', verdict: 'not told apart' },
    { design: 'n = 2', measure: 'mttf', verdict: 'differs', before: 100, after: 200 },
  ]);
  expect(difference.notCompared).toEqual(['all measures at n = 3']);
  expect(runDifferenceText(difference)).toMatch(/^mttf at n = 2 .* DIFFERS/m);
});

test('a list of runs says how many points and configs they have', () => {
  const sweep = runOf('a', 's', 'sweep', { rows: [row(1, 100), row(2, 100)] });
  const batch = runOf('b', 's', 'batch', { configs: [{ config: 'x.yaml', trials: 7 }] });
  expect([...designsOf(batch.summary).keys()]).toEqual(['x.yaml']);
  const text = resultsText([sweep, batch].map(listedRun));
  expect(text).toMatch(/100 at 2 points/);
  expect(text).toMatch(/7 at 1 config /);
});
