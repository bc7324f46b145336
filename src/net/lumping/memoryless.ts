import type { BoundLaw } from '../distributions/distribution.js';
import { type Expression, number } from '../expression/expression.js';
import type { Timing } from '../net.js';

/** The rate of a clock that has no memory; undefined of any other. The age of such a clock says nothing, so it is left out. */
export function memorylessRate(timing: Timing): Expression | undefined {
  if (timing.kind === 'rate') return timing.rate;
  if (timing.kind !== 'delay' || timing.law.bound === undefined) return undefined;
  const rate = exponentialRate(timing.law.bound);
  if (rate === undefined) return undefined;
  if (timing.speed === undefined) return number(rate);
  return { kind: 'binary', operator: '*', left: timing.speed, right: number(rate) };
}

/** Of a law that is one phase. */
function exponentialRate({ phases }: BoundLaw): number | undefined {
  if (phases === undefined) return undefined;
  const [rate, second] = phases.exit;
  const isOne = second === undefined && phases.initial[0] === 1 && (phases.next[0]?.[0] ?? 0) === 0;
  return isOne ? rate : undefined;
}
