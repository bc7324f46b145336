import type { BoundLaw, ParameterValue } from './distributions/distribution.js';
import type { Expression } from './expression/expression.js';
import type { Law, LawParameter } from './net.js';

/**
 * The law with the numbers that its parameters have when each expression has the value that `value` gives it.
 * Throws a ParameterError when a number is out of range.
 */
export function bindLaw(law: Law, value: (expression: Expression) => number): BoundLaw {
  const values = law.parameters.map((parameter) => parameterValue(parameter, value));
  return law.distribution.bind(values, law.form);
}

function parameterValue(parameter: LawParameter, value: (expression: Expression) => number): ParameterValue {
  if (isLaw(parameter)) return bindLaw(parameter, value);
  if (!isList(parameter)) return value(parameter);
  if (parameter.every(isLaw)) return parameter.map((law) => bindLaw(law, value));
  if (parameter.every(isPiece)) {
    return parameter.map(([from, to, weight]) => [value(from), value(to), value(weight)] as const);
  }
  return parameter.filter(isExpression).map(value);
}

/** Every expression that a law's parameters consist of. */
export function lawExpressions(law: Law): Expression[] {
  const found: Expression[] = [];
  const collect = (parameter: LawParameter | readonly [Expression, Expression, Expression]): void => {
    if (isLaw(parameter)) found.push(...lawExpressions(parameter));
    else if (isList(parameter)) for (const entry of parameter) collect(entry);
    else found.push(parameter);
  };
  for (const parameter of law.parameters) collect(parameter);
  return found;
}

type Entry = LawParameter | Law | Expression | readonly [Expression, Expression, Expression];

const isList = (parameter: Entry): parameter is Extract<Entry, readonly unknown[]> => Array.isArray(parameter);
const isLaw = (parameter: Entry): parameter is Law => 'distribution' in parameter;
const isPiece = (entry: Entry): entry is readonly [Expression, Expression, Expression] => Array.isArray(entry);
const isExpression = (entry: Entry): entry is Expression => 'kind' in entry;
