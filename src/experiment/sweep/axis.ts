import { NoSuchPlace, pathOf, valueAt, withValueAt } from '../../config/at-path.js';
import { parseDuration } from '../../config/duration.js';
import { quoted } from '../../config/found.js';
import type { Path } from '../../config/problem.js';
import type { Problems } from '../../net/parse/problems.js';
import { readAxisText } from './axis-text.js';
import { noConstant } from './no-constant.js';
import { isPath } from './range.js';
import { rangeValues } from './range-values.js';
import { configValue, fittedTo, numberAt, type Outcome, refusal, type Scale, scaleOf } from './scale.js';
import type { AxisDocument, AxisMap } from './schema.js';

/** A value of an axis: what is put into the config, and how it is written in a table. */
export interface AxisValue {
  /** null takes out what stands in the config. */
  readonly value: unknown;
  /** A number, a duration, `on`, `off`, any other value as JSON. */
  readonly shown: number | string | boolean;
}

/** One way in which design points differ: values one by one, or all between two ends. */
export type Axis = {
  /** Heads the column and stands in constraints: the path, unless the sweep gives it a shorter name. */
  readonly name: string;
  readonly path: string;
} & ({ readonly values: readonly AxisValue[] } | { readonly scale: Scale });

/** The axis that a config or an option describes; what is wrong is reported at `at`. */
export function readAxis(
  key: string,
  document: AxisDocument,
  data: unknown,
  at: Path,
  problems: Problems,
): Axis | undefined {
  const written = typeof document === 'string' ? readAxisText(document) : { ok: true as const, axis: document };
  if (!written.ok) {
    problems.reject(at, written.found, written.need);
    return undefined;
  }
  const map: AxisMap = Array.isArray(written.axis) ? { values: written.axis } : written.axis;
  const path = map.path ?? key;
  const place = placeProblem(path, data);
  if (place !== undefined) {
    if (map.path === undefined) problems.rejectKey(at, place.found, place.need);
    else problems.reject([...at, 'path'], place.found, place.need);
    return undefined;
  }
  const present = valueAt(data, pathOf(path));
  const read = map.values === undefined ? readRangeMap(map, present) : readValues(map, present);
  if (read.ok) return { name: key, path, ...read.of };
  problems.reject(
    map.values !== undefined && !Array.isArray(written.axis) ? [...at, 'values'] : at,
    read.found,
    read.need,
  );
  return undefined;
}

/** The axis with its values one by one: whole numbers of an even range too; undefined where nothing says which of a range. */
export function listedAxis(axis: Axis): Axis | undefined {
  if ('values' in axis) return axis;
  const { name, path, scale } = axis;
  if (scale.of.kind !== 'integer' || scale.spacing === 'log') return undefined;
  const numbers = rangeValues(scale, undefined, 1);
  return numbers.ok ? { name, path, values: numbers.numbers.map((number) => numbered(scale, number)) } : undefined;
}

/** The value at a share from 0 up to 1 of the way along an axis. Whole numbers and listed values get equal parts of the way. */
export function valueAlong(axis: Axis, share: number): AxisValue {
  if ('values' in axis) return axis.values[positionAlong(share, axis.values.length)] as AxisValue;
  const { low, high, of, spacing } = axis.scale;
  const inParts = of.kind === 'integer' && spacing === 'linear';
  return numbered(axis.scale, inParts ? low + positionAlong(share, high - low + 1) : numberAt(axis.scale, share));
}

const positionAlong = (share: number, count: number): number => Math.min(count - 1, Math.floor(share * count));

/** What a shown value counts in an expression: a duration its hours, on 1, off 0; undefined for a text or a map. */
export function countedValue({ value, shown }: AxisValue): number | undefined {
  if (typeof shown !== 'string') return Number(shown);
  if (shown === on || shown === off) return shown === on ? 1 : 0;
  const outcome = typeof value === 'string' ? parseDuration(value) : undefined;
  return outcome?.ok === true ? outcome.hours : undefined;
}

const on = 'on';
const off = 'off';

function numbered(scale: Scale, number: number): AxisValue {
  const value = configValue(scale.of, number);
  return { value, shown: value };
}

function placeProblem(path: string, data: unknown): { readonly found: string; readonly need: string } | undefined {
  if (!isPath(path)) return { found: quoted(path), need: 'a path into the config, such as vms.count' };
  try {
    withValueAt(data, pathOf(path), 0);
    return noConstant(path, data);
  } catch (error) {
    if (!(error instanceof NoSuchPlace)) throw error;
    return { found: error.found, need: error.need };
  }
}

type Read = Outcome<{ readonly of: { readonly values: readonly AxisValue[] } | { readonly scale: Scale } }>;

function readRangeMap({ from, to, points, step, scale: spacing }: AxisMap, present: unknown): Read {
  if (from === undefined || to === undefined) {
    return refusal(from === undefined ? 'no from' : 'no to', 'from and to, or values');
  }
  const outcome = scaleOf(from, to, spacing);
  if (!outcome.ok) return outcome;
  const scale = fittedTo(present, outcome.scale);
  if (points === undefined && step === undefined) return { ok: true, of: { scale } };
  const numbers = rangeValues(scale, points, step);
  if (!numbers.ok) return numbers;
  return { ok: true, of: { values: numbers.numbers.map((number) => numbered(numbers.scale, number)) } };
}

function readValues(map: AxisMap, present: unknown): Read {
  const other = (['from', 'to', 'points', 'step', 'scale'] as const).find((key) => map[key] !== undefined);
  if (other !== undefined) return refusal(`values and ${other}`, 'values, or else from and to');
  const listed = map.values ?? [];
  const literal = present === on || present === off;
  if (!literal && listed.includes(on) && present === undefined) {
    return refusal('on where the config has nothing', 'something in the config that is on or off');
  }
  return { ok: true, of: { values: listed.map((value) => (literal ? plain(value) : switched(value, present))) } };
}

function switched(value: unknown, present: unknown): AxisValue {
  if (value === on) return { value: present, shown: on };
  return value === off || value === null ? { value: null, shown: off } : plain(value);
}

function plain(value: unknown): AxisValue {
  const isScalar = typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
  return { value, shown: isScalar ? value : JSON.stringify(value) };
}
