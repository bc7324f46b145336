import { expect, test } from 'vitest';
import type { MeasureReport, RunReport } from '../../src/experiment/findings/run-report.js';
import type { ModelReport } from '../../src/report/model-report.js';
import { reportPage } from '../../src/report/page/page.js';

const measure = (estimate: number, more: Partial<MeasureReport> = {}): MeasureReport => ({
  estimate,
  low: 0.9 * estimate,
  high: 1.1 * estimate,
  halfWidth: 0.1 * estimate,
  confidence: 0.95,
  method: 'Student <on> 9 trials',
  unit: '',
  trials: 9,
  ...more,
});

const points = [0, 24, 48].map((at) => ({
  at,
  estimate: 1 - at / 100,
  low: 0.4,
  high: 1,
  bandLow: 0.3,
  bandHigh: 1,
  exact: 0.9,
}));

const design = (name: string): RunReport => ({
  config: 'config.yaml',
  name,
  seed: 's',
  trials: 9,
  complete: true,
  events: 1e6,
  timeUnit: 'h',
  measures: {
    availability: measure(0.5, { exact: { value: 0.2, method: 'closed form' }, agrees: false }),
    'downtime-year': measure(4, { unit: 'h/y' }),
    'downtime-hardware': measure(3, { unit: 'h/y' }),
    'downtime-vm': measure(1, { unit: 'h/y' }),
  },
  curves: { 'reliability-curve': { confidence: 0.95, method: 'm', unit: '', trials: 9, points } },
});

const interval = { estimate: 0.2, low: 0.1, high: 0.3 };
const report: ModelReport = {
  ...design('<script>alert(1)</script>'),
  baseline: design('R&D "one"'),
  comparison: {
    availability: {
      trials: 9,
      confidence: 0.95,
      difference: interval,
      ratio: interval,
      correlation: 0,
      gain: 1,
      method: 'm',
    },
  },
  inequalityA: { applies: false, reasons: ['the node is not virtualised'] },
};

test('a page has the comparison, charts and tables, and needs nothing from elsewhere', async () => {
  const page = await reportPage(report);
  expect(page).not.toContain('<script');
  expect(page).toContain('&#60;script&#62;alert(1)&#60;/script&#62; is better than R&#38;D &#34;one&#34;');
  expect(page.match(/<svg /g)?.length).toBe(2);
  expect(page).toContain('disagrees');
  expect(page).toMatch(/<td>hardware<\/td><td class="number">75\.0 %<\/td>/);
  expect(page).toContain('the node is not virtualised');
  const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
  expect(addresses.filter((address) => !address.startsWith('#'))).toEqual([]);
});

test('a design alone, without anything to draw, is a table', async () => {
  const { curves: _, measures, ...rest } = design('alone');
  const page = await reportPage({
    ...rest,
    curves: {},
    measures: { availability: measures.availability as MeasureReport },
  });
  expect(page).not.toContain('<svg');
  expect(page).not.toContain('class="verdict"');
  expect(page).toContain('availability');
});
