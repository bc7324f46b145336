import { probabilityHigh } from '../../estimate/intervals/clopper-pearson.js';
import { ANYTHING, type Interval, type Range, tailOf, UNIT } from '../../estimate/intervals/interval.js';
import { rangeOf, rewardRange } from '../../estimate/natural-range.js';
import type { PairedTally } from '../../estimate/paired.js';
import type { Measure, Net } from '../../net/net.js';
import type { Effort } from '../budget.js';
import { compare, type PairedTallies } from '../compare.js';
import type { ConductOptions } from '../conduct.js';
import type { MeasureSide, Side } from '../side.js';
import { defaultConfidence, prepareRead, type ResultAt, simulate } from '../simulate.js';

/** Where simulation puts the difference of two sides. */
export interface SimulatedDifference extends Interval {
  readonly estimate: number;
  readonly confidence: number;
  readonly trials: number;
  readonly method: string;
  /** Left over right, of two designs. */
  readonly ratio?: Interval & { readonly estimate: number };
}

export interface SimulateDifferenceOptions extends Pick<ConductOptions, 'executor' | 'signal' | 'onProgress'> {
  readonly seed?: string;
  readonly trials?: number;
  readonly effort: Effort;
  /** Ends the trials before their time; `share` of them are done. */
  readonly enough?: (observed: Observed, share: number) => boolean;
}

/** The difference at any confidence, all from the same trials. */
export type Observed = (confidence: number) => SimulatedDifference;

/** Simulates the two sides; undefined when that is numbers alone, or when it was interrupted. */
export async function simulatedDifference(
  { left, right }: { readonly left: Side; readonly right: Side },
  options: SimulateDifferenceOptions,
): Promise<Observed | undefined> {
  if (left.kind === 'measure' && right.kind === 'measure') return ofPair(left, right, options);
  if (left.kind === 'measure' && right.kind === 'number') return ofOne(left, right.value, 1, options);
  if (left.kind === 'number' && right.kind === 'measure') return ofOne(right, left.value, -1, options);
  return undefined;
}

/** Relative error of the sums that a trial's value and the mean of many are. */
const sumError = 1e-11;

/** A difference of two numbers of a size; 0 when it is no more than their rounding errors. */
function unlessRounding(difference: number, size: number): number {
  return Math.abs(difference) <= sumError * Math.abs(size) ? 0 : difference;
}

/** `factor measure - value`, or its opposite. */
async function ofOne(
  { model, measure, factor }: MeasureSide,
  value: number,
  sign: 1 | -1,
  { seed, enough, ...options }: SimulateDifferenceOptions,
): Promise<Observed | undefined> {
  const prepared = prepareRead(model, seed === undefined ? {} : { seed });
  const range = valueRange(prepared.net, measure);
  const shifted = (found: number): number => sign * unlessRounding(factor * found - value, value);
  const observedOf = (resultAt: ResultAt): Observed => {
    return (confidence) => {
      const result = resultAt(measure, confidence);
      if (result?.kind !== 'value') throw new Error(`${measure} has no estimate`);
      const { trials, method } = result;
      const estimate = shifted(result.estimate);
      const seen = { low: shifted(result.low), high: shifted(result.high) };
      const { low, high } =
        seen.low === seen.high
          ? unseenToo(estimate, { low: shifted(range.low), high: shifted(range.high) }, trials, confidence)
          : seen;
      return { estimate, low: Math.min(low, high), high: Math.max(low, high), confidence, trials, method };
    };
  };
  const simulation = await simulate(prepared, {
    ...options,
    ...(enough === undefined
      ? {}
      : { enough: (resultAt: ResultAt, share: number) => enough(observedOf(resultAt), share) }),
  });
  if (!simulation.complete) return undefined;
  return observedOf((name, confidence) => simulation.result(name, confidence));
}

/** Trial k of one design with trial k of the other. */
async function ofPair(
  left: MeasureSide,
  right: MeasureSide,
  { seed, enough, ...options }: SimulateDifferenceOptions,
): Promise<Observed | undefined> {
  const { measure } = left;
  const [own, other] = [left, right].map(({ model }) => prepareRead(model, seed === undefined ? {} : { seed }));
  if (own === undefined || other === undefined) throw new Error('a pair of designs was not prepared');
  const range = differenceRange(
    scaledRange(valueRange(own.net, left.measure), left.factor),
    scaledRange(valueRange(other.net, right.measure), right.factor),
  );
  const observedOf = (tallies: PairedTallies): Observed => {
    const tally = tallies.get(measure);
    if (tally === undefined) throw new Error(`${measure} has no value in a single trial`);
    return (confidence) => pairedDifference(tally, left.factor, right.factor, range, confidence);
  };
  const { complete, tallies } = await compare(own, other, [measure], {
    ...options,
    confidence: defaultConfidence,
    ...(enough === undefined
      ? {}
      : { enough: (some: PairedTallies, share: number) => enough(observedOf(some), share) }),
  });
  return complete ? observedOf(tallies) : undefined;
}

/** `leftFactor a - rightFactor b`. Pairs that all differ by the same are bounded by what unseen ones could differ by. */
export function pairedDifference(
  tally: PairedTally,
  leftFactor: number,
  rightFactor: number,
  range: Range,
  confidence: number,
): SimulatedDifference {
  const { difference, ratio, trials, method } = tally.result(confidence, rightFactor / leftFactor);
  const scaled = (value: number): number => leftFactor * value;
  const ends = [scaled(difference.low), scaled(difference.high)];
  const seen = { low: Math.min(...ends), high: Math.max(...ends) };
  const rounding = sumError * leftFactor * tally.scale;
  const estimate = unlessRounding(scaled(difference.estimate), leftFactor * tally.scale);
  const differ = seen.high - seen.low > rounding;
  const { low, high } = differ ? seen : unseenToo(estimate, range, trials, confidence);
  return { estimate, low, high, confidence, trials, method, ratio };
}

/** What a mean can be of which every trial gave the same value: others may be as likely as none of the trials having them allows. */
function unseenToo(estimate: number, range: Range, trials: number, confidence: number): Interval {
  const unseen = probabilityHigh(0, trials, tailOf(confidence));
  const reach = (end: number): number => (end === estimate ? end : estimate + unseen * (end - estimate));
  return { low: reach(range.low), high: reach(range.high) };
}

/** What the difference of a measure of two nets can be in a single trial. */
export function pairRange(own: Net, other: Net, measure: string): Range {
  return differenceRange(valueRange(own, measure), valueRange(other, measure));
}

function differenceRange(a: Range, b: Range): Range {
  return { low: a.low - b.high, high: a.high - b.low };
}

function scaledRange({ low, high }: Range, factor: number): Range {
  return factor >= 0 ? { low: factor * low, high: factor * high } : { low: factor * high, high: factor * low };
}

function valueRange(net: Net, name: string): Range {
  const measure = net.measures.find((each) => each.name === name);
  return measure === undefined ? ANYTHING : rangeOfMeasure(net, measure);
}

function rangeOfMeasure(net: Net, measure: Measure): Range {
  switch (measure.kind) {
    case 'reach':
      return UNIT;
    case 'average':
    case 'steady-state':
      return rewardRange(net, measure.of);
    case 'instant':
      return rangeOf(net, measure.of);
    default:
      return ANYTHING;
  }
}
