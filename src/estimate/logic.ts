import type { Expression } from '../net/expression/expression.js';
import type { Net } from '../net/net.js';

const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=', '&&', '||']);

/** Whether an expression can only be 0 or 1, so that its expectation is a probability. */
export function isLogic(net: Net, expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
      return expression.value === 0 || expression.value === 1;
    case 'place': {
      const place = net.places[expression.index];
      return place !== undefined && place.min >= 0 && place.max <= 1;
    }
    case 'let': {
      const named = net.lets[expression.index];
      return named !== undefined && isLogic(net, named.expression);
    }
    case 'unary':
      return expression.operator === '!';
    case 'binary':
      return (
        COMPARISONS.has(expression.operator) ||
        (expression.operator === '*' && isLogic(net, expression.left) && isLogic(net, expression.right))
      );
    case 'call':
      return isLogicCall(net, expression.function, expression.arguments);
    default:
      return false;
  }
}

function isLogicCall(net: Net, name: string, arguments_: readonly Expression[]): boolean {
  if (name === 'all' || name === 'any') return true;
  const values = name === 'if' ? arguments_.slice(1) : name === 'min' || name === 'max' ? arguments_ : [];
  return values.length > 0 && values.every((value) => isLogic(net, value));
}
