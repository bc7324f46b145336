import type { TopLevelSpec } from 'vega-lite';
import type { OptimiseReport } from '../optimise/optimise-report.js';
import { measureAxis, scaleAxis } from './axes.js';
import { designColours } from './draw.js';

/** A measure over one range: the exact curve as a line, estimates with their intervals, where the optimum lies, and the best place. */
export function optimumChart({ measure, unit, ranges, exact, simulated }: OptimiseReport): TopLevelSpec {
  const [range] = ranges;
  if (range === undefined || ranges.length > 1) throw new Error('a curve is over one range');
  const x = scaleAxis(range, range.path);
  const y = measureAxis(measure, unit);
  const [blue, orange] = designColours;
  const solved = exact === undefined ? [] : [...exact.places, exact].map(({ at, value }) => ({ at: at[0], value }));
  const seen = simulated?.places.map(({ at, ...rest }) => ({ at: at[0], ...rest })) ?? [];
  const within = simulated?.within.map(({ low, high }) => ({ from: low, to: high })) ?? [];
  const best = [
    ...(exact === undefined ? [] : [{ at: exact.at[0], value: exact.value }]),
    ...(simulated?.value === undefined ? [] : [{ at: simulated.at[0], value: simulated.value.estimate }]),
  ];
  return {
    width: 460,
    height: 260,
    layer: [
      {
        data: { values: within },
        mark: { type: 'rect', opacity: 0.1, color: blue },
        encoding: { x: x('from'), x2: { field: 'to' } },
      },
      {
        data: { values: solved },
        mark: { type: 'line', color: '#222', strokeWidth: 1.2, interpolate: 'monotone' },
        encoding: { x: x('at'), y: y('value') },
      },
      {
        data: { values: seen },
        mark: { type: 'rule', opacity: 0.7, color: blue },
        encoding: { x: x('at'), y: y('low'), y2: { field: 'high' } },
      },
      {
        data: { values: seen },
        mark: { type: 'circle', size: 26, opacity: 1, color: blue },
        encoding: { x: x('at'), y: y('estimate') },
      },
      {
        data: { values: best },
        mark: { type: 'point', shape: 'diamond', filled: true, size: 70, opacity: 1, color: orange },
        encoding: { x: x('at'), y: y('value') },
      },
    ],
  };
}
