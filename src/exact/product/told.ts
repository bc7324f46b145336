import { iterationNotes } from '../iteration-notes.js';
import type { ExactCurve, ExactNumber } from '../result.js';
import { QUADRATURE_NOTE } from './amount.js';
import type { PartChains } from './part-chains.js';

/** What a long-run result says of itself. */
export function inLongRun({ parts, solved }: PartChains): { method: string; notes?: readonly string[] } {
  const methods = new Set(solved.map(({ longRun }) => longRun.method));
  const method = `product of ${parts.length} chains: ${[...methods].join(', ')}`;
  const classes = solved.reduce((product, { longRun }) => product * longRun.classes.length, 1);
  const average = `average over ${classes} closed classes, weighed by the probability of ending in each`;
  const iterated = new Set(solved.flatMap(({ longRun }) => iterationNotes(longRun)));
  const notes = [...(classes === 1 ? [] : [average]), ...iterated];
  return notes.length === 0 ? { method } : { method, notes };
}

/** What a result over time says of itself. */
export function overTime<R extends ExactNumber | ExactCurve>(
  { parts, solved }: PartChains,
  result: R,
  byQuadrature: boolean,
): R {
  const methods = new Set(solved.flatMap(({ method }) => method ?? []));
  const method = `product of ${parts.length} chains: ${[...methods].join(', ')}`;
  return { ...result, method, ...(byQuadrature ? { notes: [QUADRATURE_NOTE] } : {}) };
}
