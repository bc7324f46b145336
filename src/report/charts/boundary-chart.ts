import type { TopLevelSpec } from 'vega-lite';
import type { BoundaryReport } from '../boundary/boundary-report.js';
import { measureAxis, scaleAxis } from './axes.js';
import { designColours } from './draw.js';

/**
 * The difference of two designs, or of a design and a value, over the range: simulated with the band of its intervals, known exactly as a
 * line, 0 as a rule, and each boundary as what its interval spans.
 */
export function boundaryChart(report: BoundaryReport): TopLevelSpec {
  const { A, B, threshold, measure, unit, range, exact, simulated } = report;
  const x = scaleAxis(range, [...new Set([...A.paths, ...(B?.paths ?? [])])].join(', '));
  const y = measureAxis(`${measure}: ${A.name} less ${B?.name ?? threshold?.value}`, unit);
  const [blue, orange] = designColours;
  const boundaries = (simulated ?? exact)?.boundaries ?? [];
  return {
    width: 460,
    height: 260,
    layer: [
      {
        data: { values: [...boundaries] },
        mark: { type: 'rect', opacity: 0.2, color: orange },
        encoding: { x: x('low'), x2: { field: 'high' } },
      },
      {
        data: { values: [...boundaries] },
        mark: { type: 'rule', color: orange, strokeWidth: 1.2 },
        encoding: { x: x('estimate') },
      },
      { data: { values: [{ zero: 0 }] }, mark: { type: 'rule', color: '#999' }, encoding: { y: y('zero') } },
      {
        data: { values: [...(simulated?.places ?? [])] },
        mark: { type: 'area', opacity: 0.16, color: blue },
        encoding: { x: x('at'), y: y('low'), y2: { field: 'high' } },
      },
      {
        data: { values: [...(exact?.places ?? [])] },
        mark: { type: 'line', color: '#222', strokeWidth: 1.2 },
        encoding: { x: x('at'), y: y('estimate') },
      },
      {
        data: { values: [...(simulated?.places ?? [])] },
        mark: { type: 'circle', size: 26, opacity: 1, color: blue },
        encoding: { x: x('at'), y: y('estimate') },
      },
    ],
  };
}
