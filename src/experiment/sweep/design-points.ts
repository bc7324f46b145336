import { pathOf } from '../../config/at-path.js';
import { InputError } from '../../config/problem.js';
import type { DesignValues } from '../config-file.js';
import { type AxisValue, valueAlong } from './axis.js';
import { latinCoordinate } from './latin-hypercube.js';
import { sobolCoordinate } from './sobol.js';
import { groupSize, type Sweep } from './sweep.js';

/** One design of a sweep. */
export interface DesignPoint {
  /** From 0, in the order of the sweep, without gaps. */
  readonly index: number;
  /** By path, for `modelWith`: what holds others stands before what is inside it. */
  readonly values: DesignValues;
  /** By name of the axis, for a table: a number, a duration, on or off; absent where the axis is inside something that is off. */
  readonly shown: Readonly<Record<string, number | string | boolean>>;
}

/**
 * The points of a sweep: every combination of its groups, the last changing fastest, or a sample; without those that a constraint
 * leaves out, and each design once. Decided by the sweep and, for a Latin hypercube, the seed alone. Throws an
 * InputError when a constraint has no number at some point or leaves none.
 */
export function designPoints(sweep: Sweep, seed: string): readonly DesignPoint[] {
  const points: DesignPoint[] = [];
  const seen = new Set<string>();
  for (const all of combinations(sweep, seed)) {
    const values = withoutInside(sweep, all);
    if (!sweep.constraints.every((constraint) => constraint.holds(values))) continue;
    const point = { index: points.length, ...pointOf(sweep, values) };
    const key = JSON.stringify(point.values);
    if (seen.has(key)) continue;
    seen.add(key);
    points.push(point);
  }
  if (points.length > 0) return points;
  throw new InputError([{ path: ['where'], found: 'a constraint that no point meets', need: 'at least one point' }]);
}

/** For every point before anything is left out: the value of each axis. */
function* combinations(sweep: Sweep, seed: string): Generator<readonly AxisValue[]> {
  const { axes, groups } = sweep;
  const coordinates = sweep.sample === undefined ? crossed(sweep) : sampled(sweep, sweep.sample, seed);
  const groupOf = axes.map((_, axis) => groups.findIndex((group) => group.includes(axis)));
  for (let index = 0; index < coordinates.points; index++) {
    const shares = coordinates.of.map((coordinate) => coordinate(index));
    yield axes.map((axis, position) => valueAlong(axis, shares[groupOf[position] as number] as number));
  }
}

/** Shares along the groups, by the index of a point. */
interface Coordinates {
  readonly points: number;
  readonly of: readonly ((index: number) => number)[];
}

function crossed({ axes, groups }: Sweep): Coordinates {
  const sizes = groups.map((group) => groupSize(axes, group));
  const after = sizes.map((_, place) => sizes.slice(place + 1).reduce((product, size) => product * size, 1));
  const coordinate = (size: number, place: number) => (index: number) =>
    // The middle of the value's part, which no rounding takes into the next.
    ((Math.floor(index / (after[place] as number)) % size) + 0.5) / size;
  return { points: sizes.reduce((product, size) => product * size, 1), of: sizes.map(coordinate) };
}

function sampled({ axes, groups }: Sweep, { kind, points }: NonNullable<Sweep['sample']>, seed: string): Coordinates {
  if (kind === 'sobol') return { points, of: groups.map((_, dimension) => sobolCoordinate(dimension)) };
  return { points, of: groups.map(([first = 0]) => latinCoordinate(seed, axes[first]?.path ?? '', points)) };
}

/** An axis inside something that another axis takes out has no value there. */
function withoutInside({ axes }: Sweep, values: readonly AxisValue[]): readonly (AxisValue | undefined)[] {
  const removed = axes.flatMap(({ path }, axis) => (values[axis]?.value === null ? [`${path}.`] : []));
  if (removed.length === 0) return values;
  return values.map((value, axis) => (removed.some((outer) => axes[axis]?.path.startsWith(outer)) ? undefined : value));
}

function pointOf({ axes }: Sweep, values: readonly (AxisValue | undefined)[]): Omit<DesignPoint, 'index'> {
  const given = axes.flatMap((axis, position) => {
    const value = values[position];
    return value === undefined ? [] : [{ axis, value }];
  });
  const outward = [...given].sort((a, b) => pathOf(a.axis.path).length - pathOf(b.axis.path).length);
  return {
    values: Object.fromEntries(outward.map(({ axis, value }) => [axis.path, value.value])),
    shown: Object.fromEntries(given.map(({ axis, value }) => [axis.name, value.shown])),
  };
}
