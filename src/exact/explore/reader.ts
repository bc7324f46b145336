import { binaryValue, callValue, type StrictFunction, selected, unaryValue } from '../../net/expression/evaluate.js';
import type { BinaryOperator, Expression, FunctionName } from '../../net/expression/expression.js';
import { simplify } from '../../net/expression/simplify.js';
import type { Net } from '../../net/net.js';

/** The value of an expression in a state whose first fields are the values of the places. */
export type Reader = (state: Int32Array) => number;

/** Turns expressions of one net into functions that give the very values of `evaluate`, without walking the tree. */
export class Readers {
  private readonly constants: readonly number[];
  private readonly lets: (Reader | undefined)[];

  constructor(private readonly net: Net) {
    this.constants = net.constants.map(({ value }) => value);
    this.lets = net.lets.map(() => undefined);
  }

  reader(expression: Expression): Reader {
    return this.read(simplify(expression, new Map(), this.net.lets, this.constants));
  }

  private read(e: Expression): Reader {
    switch (e.kind) {
      case 'number': {
        const { value } = e;
        return () => value;
      }
      case 'constant': {
        const value = this.constants[e.index] as number;
        return () => value;
      }
      case 'place': {
        const { index } = e;
        return (state) => state[index] as number;
      }
      case 'select': {
        const { places } = e;
        const subscript = this.read(e.subscript);
        return (state) => state[selected(places, subscript(state))] as number;
      }
      case 'let':
        return this.let(e.index);
      case 'unary': {
        const operand = this.read(e.operand);
        const { operator } = e;
        return operator === '!'
          ? (state) => (operand(state) === 0 ? 1 : 0)
          : (state) => unaryValue(operator, operand(state));
      }
      case 'binary':
        return binaryReader(e.operator, this.read(e.left), this.read(e.right));
      case 'call':
        return callReader(
          e.function,
          e.arguments.map((term) => this.read(term)),
        );
    }
  }

  private let(index: number): Reader {
    const known = this.lets[index];
    if (known !== undefined) return known;
    const body = this.net.lets[index];
    if (body === undefined) throw new Error(`no let ${index}: there are ${this.net.lets.length}`);
    const reader = this.read(simplify(body.expression, new Map(), this.net.lets, this.constants));
    this.lets[index] = reader;
    return reader;
  }
}

function binaryReader(operator: BinaryOperator, left: Reader, right: Reader): Reader {
  switch (operator) {
    case '&&':
      return (state) => (left(state) !== 0 && right(state) !== 0 ? 1 : 0);
    case '||':
      return (state) => (left(state) !== 0 || right(state) !== 0 ? 1 : 0);
    case '==':
      return (state) => (left(state) === right(state) ? 1 : 0);
    case '!=':
      return (state) => (left(state) !== right(state) ? 1 : 0);
    case '<':
      return (state) => (left(state) < right(state) ? 1 : 0);
    case '<=':
      return (state) => (left(state) <= right(state) ? 1 : 0);
    case '>':
      return (state) => (left(state) > right(state) ? 1 : 0);
    case '>=':
      return (state) => (left(state) >= right(state) ? 1 : 0);
    default:
      return (state) => binaryValue(operator, left(state), right(state));
  }
}

function callReader(name: FunctionName, terms: readonly Reader[]): Reader {
  switch (name) {
    case 'all':
      return (state) => {
        for (const term of terms) if (term(state) === 0) return 0;
        return 1;
      };
    case 'any':
      return (state) => {
        for (const term of terms) if (term(state) !== 0) return 1;
        return 0;
      };
    case 'if': {
      const [condition, yes, no] = terms;
      if (condition === undefined || yes === undefined || no === undefined) throw new Error(`if of ${terms.length}`);
      return (state) => (condition(state) !== 0 ? yes : no)(state);
    }
    case 'sum':
      return sumReader(terms);
    default: {
      const strict: StrictFunction = name;
      return (state) =>
        callValue(
          strict,
          terms.map((term) => term(state)),
        );
    }
  }
}

function sumReader(terms: readonly Reader[]): Reader {
  const [first, ...others] = terms;
  if (first === undefined) return () => 0;
  return (state) => {
    let sum = first(state);
    for (const term of others) {
      const value = term(state);
      sum = Number.isFinite(sum + value) ? sum + value : binaryValue('+', sum, value);
    }
    return sum;
  };
}
