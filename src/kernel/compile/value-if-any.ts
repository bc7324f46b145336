import { EvaluationError, evaluate, type Frame } from '../../net/expression/evaluate.js';
import type { Expression } from '../../net/expression/expression.js';

/** The value of an expression, or undefined when it has none in this state: running code must then fail, not compiling. */
export function valueIfAny(expression: Expression, frame: Frame): number | undefined {
  try {
    return evaluate(expression, frame);
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}
