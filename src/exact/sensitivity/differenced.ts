import { InputError } from '../../config/problem.js';
import type { NetDocument } from '../../net/document.js';
import { parseNet } from '../../net/parse.js';
import { ExactRefusal, StateError } from '../explore/refusal.js';
import type { ExactNumber } from '../result.js';
import { type SolveOptions, solveExact } from '../solve.js';
import { withConstant } from './perturbed.js';
import { stencil } from './stencil.js';

/** A number that was solved for; throws an ExactRefusal when it was not. */
export function solvedMeasure(document: NetDocument, measure: string, options: SolveOptions): ExactNumber {
  const result = solveExact(parseNet(document), { ...options, measures: [measure] })[measure];
  if (result === undefined) throw new Error(`no measure ${measure}`);
  if (result.kind === 'refused') throw new ExactRefusal(result.reason, result.suggestion);
  if (result.kind === 'curve')
    throw new ExactRefusal('a curve has no single derivative', 'ask for a measure at one time');
  return result;
}

/**
 * Derivative of an exactly solved measure to a constant by differences of order 8: for what is not differentiated on the chain
 * itself. A probability is differenced on its smaller side. Relative error 1e-10 or so, what the solver's own errors leave. Undefined
 * where the constant cannot be moved both ways.
 */
export function differencedMeasure(
  document: NetDocument,
  measure: string,
  { name, value }: { readonly name: string; readonly value: number },
  options: SolveOptions,
): number | undefined {
  const { value: found, complement } = solvedMeasure(document, measure, options);
  const sign = complement !== undefined && complement < found ? -1 : 1;
  const at = (x: number): readonly number[] => {
    const solved = solvedMeasure(withConstant(document, name, x), measure, options);
    return [sign < 0 ? (solved.complement ?? 1 - solved.value) : solved.value];
  };
  try {
    const [slope = 0] = stencil(at, value);
    return sign * slope;
  } catch (error) {
    if (error instanceof InputError || error instanceof StateError || error instanceof ExactRefusal) return undefined;
    throw error;
  }
}
