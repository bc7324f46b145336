import { EvaluationError, evaluate } from './expression/evaluate.js';
import type { Net } from './net.js';

/**
 * The value of each constant when some are set to other numbers: those that are computed from them follow. What the parser
 * has already fixed with the old values (members of families, initial values, bound laws, times of measures) does not.
 * Throws when a name is no constant of the net, or a value is not finite.
 */
export function constantValues(net: Net, overrides: ReadonlyMap<string, number> = new Map()): Float64Array {
  for (const name of overrides.keys()) {
    if (!net.constants.some((constant) => constant.name === name))
      throw new Error(`constantValues: no constant ${name}`);
  }
  const values = new Float64Array(net.constants.length);
  for (const [index, { name, expression }] of net.constants.entries()) {
    const value = overrides.get(name) ?? evaluate(expression, { state: [], constants: values, lets: net.lets });
    if (!Number.isFinite(value)) throw new EvaluationError(`${name} = ${value}`, 'a finite number');
    values[index] = value;
  }
  return values;
}
