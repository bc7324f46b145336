import { contains } from '../../estimate/measure-set.js';
import type { CurvePoint, MeasureResult } from '../../estimate/result.js';
import type { ExactValue } from './exact-source.js';

/** How often a correct simulation is said to disagree with a correct exact value, at most. */
export const falseAlarm = 1e-6;

/** An estimate held against an exact value; of a curve, the point that is furthest off. */
export interface Agreement {
  /** The point of a curve. */
  readonly at?: number;
  readonly estimate: number;
  /** Of confidence 1 - 1e-6; at a point of a curve, of its band, which holds at all points at once. */
  readonly low: number;
  readonly high: number;
  readonly exact: number;
  readonly method: string;
  /** Whether the interval holds the exact value; for a curve, whether its band does at every point. Absent when `unjudged`. */
  readonly agrees?: boolean;
  /** Why there is no verdict. */
  readonly unjudged?: string;
}

const infiniteMean =
  'the exact mean is infinite, by what no trial showed: trials that all end cannot tell, so there is no verdict';

/** `result` has confidence 1 - falseAlarm. Undefined when nothing is known exactly. */
export function agreementOf(
  result: MeasureResult,
  exactAt: (time?: number) => ExactValue | undefined,
): Agreement | undefined {
  if (result.kind === 'value') return against(result, exactAt());
  let worst: Agreement | undefined;
  for (const point of result.points) {
    const held = against({ ...point, low: point.bandLow, high: point.bandHigh }, exactAt(point.at), point.at);
    if (held !== undefined && (worst === undefined || distance(held) > distance(worst))) worst = held;
  }
  return worst;
}

function against(
  { estimate, low, high }: Pick<CurvePoint, 'estimate' | 'low' | 'high'>,
  exact: ExactValue | undefined,
  at?: number,
): Agreement | undefined {
  if (exact === undefined) return undefined;
  const { value, method } = exact;
  const agrees = contains({ low, high }, value);
  const verdict = !agrees && exact.infiniteMean ? { unjudged: infiniteMean } : { agrees };
  return { ...(at === undefined ? {} : { at }), estimate, low, high, exact: value, method, ...verdict };
}

/** From the estimate to the exact value, in units of the interval's arm on that side; above 1 is outside. */
function distance({ estimate, low, high, exact, agrees }: Agreement): number {
  if (agrees === undefined) return 0;
  const arm = exact > estimate ? high - estimate : estimate - low;
  const off = Math.abs(exact - estimate);
  if (!agrees) return Math.max(1, arm > 0 ? off / arm : Infinity);
  return arm > 0 ? Math.min(1, off / arm) : 0;
}
