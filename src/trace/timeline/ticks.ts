import { convertDuration, type DurationUnit } from '../../config/duration.js';

export interface Tick {
  /** In the unit of the axis given to `ticksOf`. */
  readonly time: number;
  readonly text: string;
}

/** Steps that read well, in units that a reader counts in. */
const steps: readonly (readonly [number, DurationUnit])[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((count) => [count, 'ms'] as const),
  ...[1, 2, 5, 10, 15, 30].map((count) => [count, 's'] as const),
  ...[1, 2, 5, 10, 15, 30].map((count) => [count, 'min'] as const),
  ...[1, 2, 3, 6, 12].map((count) => [count, 'h'] as const),
  ...[1, 2, 5, 10, 20, 50, 100, 200].map((count) => [count, 'd'] as const),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((count) => [count, 'y'] as const),
];

/** At most `most` ticks over `length` from 0 on, at multiples of a step that reads well. */
export function ticksOf(length: number, unit: DurationUnit, most: number): readonly Tick[] {
  const { count, unit: shown } = stepFor(length, unit, most);
  const size = convertDuration(count, shown, unit);
  const ticks: Tick[] = [];
  // A last tick may be off by a rounding.
  for (let number = 0; number * size <= length * (1 + 1e-12); number++) {
    ticks.push({ time: number * size, text: number === 0 ? '0' : `${plain(number * count)} ${shown}` });
  }
  return ticks;
}

function stepFor(length: number, unit: DurationUnit, most: number): { count: number; unit: DurationUnit } {
  const isTiny = convertDuration(length, unit, 'ms') < most / 2;
  const found = steps.find(([count, shown]) => length / convertDuration(count, shown, unit) <= most - 1);
  if (found !== undefined && !isTiny) return { count: found[0], unit: found[1] };
  // Beyond the list at either end: 1, 2, 5 or 10 times a power of 10.
  const shown = isTiny ? 'ms' : 'y';
  const least = convertDuration(length, unit, shown) / (most - 1);
  const power = 10 ** Math.floor(Math.log10(least));
  return { count: ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power, unit: shown };
}

/** Without the digits that a product of decimals may add. */
const plain = (value: number): number => Number(value.toPrecision(12));
