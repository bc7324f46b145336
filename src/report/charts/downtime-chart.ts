import type { TopLevelSpec } from 'vega-lite';
import type { RunReport } from '../../experiment/findings/run-report.js';
import { displayUnit } from '../display-unit.js';
import { causeShares } from '../downtime-text.js';
import { seriesColours } from './draw.js';

/** The downtime of each design as a bar, cut up by what it is charged to; undefined when nothing is charged. */
export function downtimeChart(designs: readonly RunReport[]): TopLevelSpec | undefined {
  const whole = designs.map(({ measures }) => measures['downtime-year']);
  const [first] = whole;
  const shares = designs.map(({ measures }) => causeShares(measures));
  if (first === undefined || shares.every((causes) => causes.length === 0)) return undefined;
  const largest = Math.max(...whole.map((measure) => measure?.estimate ?? 0));
  const { unit, factor } = displayUnit(largest, first.unit);
  const values = designs.flatMap(({ name }, index) =>
    (shares[index] ?? []).map(({ cause, measure }, order) => ({
      design: name,
      cause,
      order,
      downtime: measure.estimate * factor,
    })),
  );
  const causes = [...new Set(values.map(({ cause }) => cause))];
  return {
    width: 380,
    height: { step: 34 },
    data: { values },
    mark: { type: 'bar', height: 22 },
    encoding: {
      y: {
        field: 'design',
        type: 'nominal',
        sort: null,
        title: null,
        axis: { domain: false, ticks: false, labelFontSize: 12, labelLimit: 180 },
      },
      x: { field: 'downtime', type: 'quantitative', title: `downtime, ${unit}`, stack: 'zero', axis: { tickCount: 6 } },
      color: {
        field: 'cause',
        type: 'nominal',
        sort: null,
        scale: { domain: causes, range: seriesColours },
        legend: { symbolType: 'square' },
      },
      order: { field: 'order', type: 'quantitative' },
    },
  };
}
