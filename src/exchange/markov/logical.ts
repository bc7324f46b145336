import type { Expression } from '../../net/expression/expression.js';
import type { Let } from '../../net/net.js';

const LOGICAL_OPERATORS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', '&&', '||']);

/** Whether an expression can only be 0 or 1, by its form. */
export function isLogical(e: Expression, lets: readonly Let[]): boolean {
  switch (e.kind) {
    case 'let': {
      const named = lets[e.index];
      return named !== undefined && isLogical(named.expression, lets);
    }
    case 'unary':
      return e.operator === '!';
    case 'binary':
      return LOGICAL_OPERATORS.has(e.operator);
    case 'call': {
      if (e.function !== 'if') return e.function === 'all' || e.function === 'any';
      const [, ...branches] = e.arguments;
      return branches.every((branch) => isLogical(branch, lets));
    }
    default:
      return false;
  }
}
