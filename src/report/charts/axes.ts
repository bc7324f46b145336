import type { Scale } from '../../experiment/sweep/scale.js';

/** An axis of numbers that vary between the ends of a scale, spaced as they are on it. */
export function scaleAxis({ of, spacing }: Pick<Scale, 'of' | 'spacing'>, path: string) {
  const title = of.kind === 'duration' ? `${path}, ${of.unit}` : path;
  const scale = spacing === 'log' ? { type: 'log' as const, nice: false } : { nice: false, zero: false };
  return (field: string) => ({ field, type: 'quantitative', title, scale, axis: { tickCount: 6 } }) as const;
}

/** An axis of what a measure, or a difference of it, is. */
export function measureAxis(name: string, unit: string) {
  const title = unit === '' ? name : `${name}, ${unit}`;
  return (field: string) => ({ field, type: 'quantitative', title, scale: { zero: false } }) as const;
}
