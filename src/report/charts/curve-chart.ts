import type { TopLevelSpec } from 'vega-lite';
import type { CurveReport } from '../../experiment/findings/run-report.js';
import { displayUnit } from '../display-unit.js';
import { designColours } from './draw.js';

/** A curve of one design. */
export interface CurveSeries {
  readonly design: string;
  readonly curve: CurveReport;
}

/**
 * A curve of one or two designs over time: the estimates with their pointwise intervals, the band that holds at all times at
 * once, and the exact curve where it is known.
 */
export function curveChart(series: readonly CurveSeries[], timeUnit: string): TopLevelSpec {
  const last = Math.max(...series.flatMap(({ curve }) => curve.points.map(({ at }) => at)));
  const { unit, factor } = displayUnit(last, timeUnit);
  const rows = series.flatMap(({ design, curve }) =>
    curve.points.map(({ at, ...point }) => ({ design, ...point, time: at * factor })),
  );
  const x = {
    field: 'time',
    type: 'quantitative',
    title: `time, ${unit}`,
    scale: { nice: false },
    axis: { tickCount: 6 },
  } as const;
  const y = (field: string) =>
    ({ field, type: 'quantitative', title: null, scale: { zero: false }, axis: { tickCount: 6 } }) as const;
  const color = {
    field: 'design',
    type: 'nominal',
    sort: null,
    scale: { domain: series.map(({ design }) => design), range: [...designColours] },
    legend: series.length > 1 ? { symbolType: 'circle', symbolOpacity: 1 } : null,
  } as const;
  return {
    width: 380,
    height: 220,
    data: { values: rows },
    encoding: { x },
    layer: [
      {
        mark: { type: 'area', opacity: 0.16, clip: true },
        encoding: { y: y('bandLow'), y2: { field: 'bandHigh' }, color },
      },
      { mark: { type: 'rule', opacity: 0.7 }, encoding: { y: y('low'), y2: { field: 'high' }, color } },
      { mark: { type: 'circle', size: 26, opacity: 1 }, encoding: { y: y('estimate'), color } },
      {
        transform: [{ filter: 'isValid(datum.exact)' }],
        mark: { type: 'line', color: '#222', strokeWidth: 1.2, interpolate: 'monotone' },
        encoding: { y: y('exact'), detail: { field: 'design' } },
      },
    ],
  };
}
