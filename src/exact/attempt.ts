import { ConvergenceError } from './chain/convergence-error.js';
import { ExactRefusal } from './explore/refusal.js';
import type { ExactResult, Refused } from './result.js';

/** What a step gives, or why it is refused. */
export function attempt<T>(step: () => T): T | Refused {
  try {
    return step();
  } catch (problem) {
    return refusal(problem);
  }
}

/** The refusal that an error stands for; throws any other error. */
export function refusal(problem: unknown): Refused {
  if (problem instanceof ExactRefusal) {
    return { kind: 'refused', reason: problem.reason, suggestion: problem.suggestion };
  }
  if (problem instanceof ConvergenceError) {
    return { kind: 'refused', reason: problem.message, suggestion: problem.suggestion };
  }
  throw problem;
}

/** Says of a solved measure what was only approximated. */
export function labelled(result: ExactResult, approximations: readonly string[]): ExactResult {
  if (result.kind === 'refused' || approximations.length === 0) return result;
  return { ...result, approximate: true, notes: [...(result.notes ?? []), ...approximations] };
}
