import { ExactRefusal } from '../explore/refusal.js';

/** -log10 of the share that is missing; Infinity when none is. */
export function ninesOf(missing: number): number {
  if (missing < 0)
    throw new ExactRefusal(`it is above 1 in the mean, by ${-missing}: it has no nines`, 'use an average');
  return missing === 0 ? Infinity : -Math.log10(missing);
}
