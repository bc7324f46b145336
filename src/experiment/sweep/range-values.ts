import { numberAt, numberIn, type Outcome, refusal, rounded, type Scale } from './scale.js';

/** More values of one axis than these are a mistake. */
const valuesMost = 100_000;

/** A range's numbers one by one, and what they are: whole ends in steps that are not whole give any numbers. */
type RangeValues = Outcome<{ readonly numbers: readonly number[]; readonly scale: Scale }>;

/** `points` numbers of a range, both ends included, or those from its low end on in steps; each whole number once. */
export function rangeValues(scale: Scale, points: number | undefined, step: number | string | undefined): RangeValues {
  if (step === undefined) return inPoints(scale, points ?? 2);
  return points === undefined ? inSteps(scale, step) : refusal('points and step', 'one of them');
}

function inPoints(scale: Scale, points: number): RangeValues {
  if (points > valuesMost) return refusal(`${points} points`, `at most ${valuesMost}`);
  const numbers = Array.from({ length: points }, (_, index) => numberAt(scale, index / (points - 1)));
  return { ok: true, numbers: [...new Set(numbers)], scale };
}

function inSteps(scale: Scale, step: number | string): RangeValues {
  const { low, high, of, spacing } = scale;
  const isRatio = spacing === 'log';
  const size = isRatio ? numberIn({ kind: 'real' }, step) : numberIn(of, step);
  if (size === undefined || !(size > (isRatio ? 1 : 0))) {
    const duration = of.kind === 'duration' ? 'a duration longer than 0' : 'a number above 0';
    return refusal(`the step ${step}`, isRatio ? 'a factor above 1, such as 10' : duration);
  }
  const count = Math.floor((isRatio ? Math.log(high / low) / Math.log(size) : (high - low) / size) + slack) + 1;
  if (count > valuesMost) return refusal(`${count} steps`, `at most ${valuesMost}`);
  const numberOf = (index: number): number => rounded(isRatio ? low * size ** index : low + index * size);
  const numbers = Array.from({ length: count }, (_, index) => Math.min(high, numberOf(index)));
  const whole = numbers.every(Number.isInteger);
  return { ok: true, numbers, scale: of.kind === 'integer' && !whole ? { ...scale, of: { kind: 'real' } } : scale };
}

/** Of a step: so much may rounding keep the last one from the high end. */
const slack = 1e-9;
