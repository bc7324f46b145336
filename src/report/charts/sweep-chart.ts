import type { TopLevelSpec } from 'vega-lite';
import { convertDuration, durationUnit, parseDuration } from '../../config/duration.js';
import type { SweepRow } from '../../experiment/points/sweep-row.js';
import { measureAxis, scaleAxis } from './axes.js';
import { seriesColours } from './draw.js';

/** Numbers whose largest is so many times their least, and which grow by about one factor, are spaced as their logarithms. */
const logFrom = 4;
const factorTolerance = 0.1;

/** A measure over the first axis of a sweep, with the band of its intervals: a line for each value of the second, if there is one. */
export function sweepChart(
  rows: Iterable<SweepRow>,
  measure: string,
  [first, second]: readonly [string, string | undefined],
): TopLevelSpec {
  const seen = [...rows].flatMap(({ parameters, measures }) => {
    const found = measures?.[measure];
    const at = parameters[first];
    return found === undefined || at === undefined ? [] : [{ at, line: lineOf(parameters, second), found }];
  });
  const axis = numbersAlong(
    first,
    seen.map(({ at }) => at),
  );
  const values = seen.map(({ line, found: { estimate, low, high } }, index) => {
    return { at: axis.numbers[index], line, estimate, low, high };
  });
  const lines = [...new Set(values.map(({ line }) => line))];
  const y = measureAxis(measure, seen[0]?.found.unit ?? '');
  const colours = lines.length > seriesColours.length ? { scheme: 'viridis' as const } : { range: seriesColours };
  const color = {
    field: 'line',
    type: 'nominal',
    sort: null,
    scale: { domain: lines, ...colours },
    legend: second === undefined ? null : { symbolType: 'circle', symbolOpacity: 1 },
  } as const;
  return {
    width: 460,
    height: 260,
    data: { values },
    encoding: { x: axis.x('at'), color },
    layer: [
      { mark: { type: 'area', opacity: 0.16 }, encoding: { y: y('low'), y2: { field: 'high' } } },
      { mark: { type: 'line', strokeWidth: 1.2 }, encoding: { y: y('estimate') } },
      { mark: { type: 'circle', size: 26, opacity: 1 }, encoding: { y: y('estimate') } },
    ],
  };
}

function lineOf(parameters: SweepRow['parameters'], second: string | undefined): string {
  return second === undefined ? '' : `${second} = ${parameters[second] ?? 'none'}`;
}

type Shown = number | string | boolean;

/** The values of an axis as numbers, durations in the unit of the first; as they are, each a place of its own, where some are neither. */
function numbersAlong(name: string, values: readonly Shown[]) {
  const unit = durationUnit(/([a-z]+)$/i.exec(String(values[0]))?.[1] ?? '');
  const numbers = values.map((value) => {
    if (typeof value === 'number') return value;
    const read = parseDuration(String(value));
    return read.ok && unit !== undefined ? convertDuration(read.hours, 'h', unit) : Number.NaN;
  });
  if (numbers.some(Number.isNaN)) {
    const x = (field: string) =>
      ({ field, type: 'ordinal', title: name, sort: null, axis: { labelAngle: 0 } }) as const;
    return { numbers: values, x };
  }
  const of = unit === undefined ? { kind: 'real' as const } : { kind: 'duration' as const, unit };
  return { numbers, x: scaleAxis({ of, spacing: isGeometric(numbers) ? 'log' : 'linear' }, name) };
}

function isGeometric(values: readonly number[]): boolean {
  const numbers = [...new Set(values)].sort((a, b) => a - b);
  const [least = 0, next = 0] = numbers;
  const last = numbers.at(-1) ?? 0;
  if (numbers.length < 3 || !(least > 0) || last < logFrom * least) return false;
  const factor = next / least;
  return numbers.slice(1).every((number, index) => {
    return Math.abs(number / ((numbers[index] as number) * factor) - 1) < factorTolerance;
  });
}
