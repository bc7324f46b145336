import { expect, test } from 'vitest';
import type { SweepRow } from '../../src/experiment/points/sweep-row.js';
import { sweepChart } from '../../src/report/charts/sweep-chart.js';

type Parameters = SweepRow['parameters'];

const row = (point: number, parameters: Parameters): SweepRow => ({
  point,
  parameters,
  measures: {
    m: {
      halfWidth: 1,
      estimate: point,
      low: point - 1,
      high: point + 1,
      confidence: 0.95,
      unit: 'h',
      trials: 9,
      method: '',
    },
  },
});

/** What is drawn where, and how its first axis is spaced. */
function drawn(parameters: readonly Parameters[], ...axes: [string, string?]) {
  const spec = sweepChart(
    parameters.map((each, index) => row(index, each)),
    'm',
    [axes[0], axes[1]],
  );
  const { data, encoding } = spec as unknown as {
    data: { values: { at: unknown; line: string }[] };
    encoding: { x: { type: string; title: string; scale?: { type?: string } }; color: { legend: unknown } };
  };
  return { values: data.values, x: encoding.x, legend: encoding.color.legend };
}

test('a sweep is drawn over its first axis, with a line for each value of the second', () => {
  const points = [1, 2].flatMap((n) => ['1 d', '36 h', '10 d'].map((mttf) => ({ mttf, n })));
  const { values, x, legend } = drawn(points, 'mttf', 'n');
  expect(values.map(({ at }) => at)).toEqual([1, 1.5, 10, 1, 1.5, 10]);
  expect(new Set(values.map(({ line }) => line))).toEqual(new Set(['n = 1', 'n = 2']));
  expect(values[4]).toMatchObject({ estimate: 4, low: 3, high: 5 });
  expect(x).toMatchObject({ type: 'quantitative', title: 'mttf, d' });
  expect(legend).not.toBe(null);
});

test('an axis is spaced as its numbers are, and one of no numbers has a place for each', () => {
  const along = (values: readonly (string | number)[]) =>
    drawn(
      values.map((x) => ({ x })),
      'x',
    );
  expect(along([10, 18, 32, 56, 100]).x.scale?.type).toBe('log');
  expect(along([10, 20, 30, 40, 50]).x.scale?.type).toBeUndefined();
  expect(along([0, 10, 100]).x.scale?.type).toBeUndefined();
  const switched = along(['on', 'off']);
  expect(switched.x.type).toBe('ordinal');
  expect(switched.values.map(({ at }) => at)).toEqual(['on', 'off']);
  expect(switched.legend).toBe(null);
});
