import fc from 'fast-check';
import type { Frame } from '../../../src/net/expression/evaluate.js';
import type { BinaryOperator, Expression, FunctionName } from '../../../src/net/expression/expression.js';
import type { ExpressionNames } from '../../../src/net/expression/print.js';
import type { Syntax } from '../../../src/net/expression/syntax.js';

/** Random expressions over the same few names, and states to read them in. */
export const NAMES: ExpressionNames & { readonly states: readonly (readonly string[] | undefined)[] } = {
  constants: ['k', 'mttf', 'toString'],
  places: ['vm(1)', 'vm(2)', 'vm(3)', 'queue', 'm(1, 2)', 'm(2, 2)'],
  lets: ['service', 'load', 'constructor'],
  states: [['up', 'down'], ['up', 'down'], ['up', 'down'], undefined, undefined, undefined],
};

const OPERATORS: readonly BinaryOperator[] = [
  ...(['+', '-', '*', '/', '%', '^', '==', '!=', '<', '<=', '>', '>=', '&&', '||'] as const),
];
const FOLDS: readonly FunctionName[] = ['sum', 'min', 'max', 'all', 'any'];
const ONE_ARGUMENT: readonly FunctionName[] = ['floor', 'ceil', 'abs', 'exp', 'log'];

/** Expressions that read lets 0 .. letCount - 1; numbers are drawn from `numbers`. */
export function expressions(letCount: number, numbers: fc.Arbitrary<number>): fc.Arbitrary<Expression> {
  const index = (count: number): fc.Arbitrary<number> => fc.nat(count - 1);
  const leaves: fc.Arbitrary<Expression>[] = [
    numbers.map((value) => ({ kind: 'number', value })),
    index(3).map((i) => ({ kind: 'constant', index: i })),
    index(6).map((i) => ({ kind: 'place', index: i })),
  ];
  if (letCount > 0) leaves.push(index(letCount).map((i) => ({ kind: 'let', index: i })));
  const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.oneof(...leaves),
      fc.record({
        kind: fc.constant('unary' as const),
        operator: fc.constantFrom('-' as const, '!' as const),
        operand: tie('tree'),
      }),
      fc.record({
        kind: fc.constant('binary' as const),
        operator: fc.constantFrom(...OPERATORS),
        left: tie('tree'),
        right: tie('tree'),
      }),
      fc.record({
        kind: fc.constant('select' as const),
        places: fc.constantFrom([0, 1, 2], [4, 5]),
        subscript: tie('tree'),
      }),
      call(fc.constantFrom(...FOLDS), fc.array(tie('tree'), { minLength: 1, maxLength: 4 })),
      call(fc.constantFrom('sum', 'all', 'any'), fc.constant([])),
      call(fc.constantFrom(...ONE_ARGUMENT), fc.array(tie('tree'), { minLength: 1, maxLength: 1 })),
      call(fc.constant('if'), fc.array(tie('tree'), { minLength: 3, maxLength: 3 })),
    ),
  }));
  return tree;
}

function call(name: fc.Arbitrary<FunctionName>, terms: fc.Arbitrary<readonly Expression[]>): fc.Arbitrary<Expression> {
  return fc.record({ kind: fc.constant('call' as const), function: name, arguments: terms });
}

/** Small integers, fractions, zeros of both signs and numbers near the ends of the doubles. */
export const anyNumber: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -2, max: 3 }) },
  fc.constantFrom(-0, 0.1, 0.3, 2.5, 1e308, -1e308, 1e-320),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Lets of which each reads only earlier ones, and everything else an expression over them needs. */
export const frames: fc.Arbitrary<Frame> = fc.record({
  state: fc.array(fc.constantFrom(0, 1, 2, 3, -1, -0), { minLength: 6, maxLength: 6 }),
  constants: fc.array(anyNumber, { minLength: 3, maxLength: 3 }),
  lets: fc
    .tuple(expressions(0, anyNumber), expressions(1, anyNumber), expressions(2, anyNumber))
    .map((bodies) => bodies.map((expression) => ({ expression }))),
});

/** What a net's resolver does, for the names above: enough to read back what was printed. */
export function resolve(tree: Syntax): Expression {
  switch (tree.kind) {
    case 'number':
      return { kind: 'number', value: tree.value };
    case 'name':
      return resolveName(tree.name);
    case 'member':
      return resolveMember(tree);
    case 'unary':
      return { kind: 'unary', operator: tree.operator, operand: resolve(tree.operand) };
    case 'binary':
      return { kind: 'binary', operator: tree.operator, left: resolve(tree.left), right: resolve(tree.right) };
    case 'call':
      return { kind: 'call', function: tree.function, arguments: tree.arguments.map(resolve) };
  }
}

function resolveName(name: string): Expression {
  if (NAMES.constants.includes(name)) return { kind: 'constant', index: NAMES.constants.indexOf(name) };
  if (NAMES.lets.includes(name)) return { kind: 'let', index: NAMES.lets.indexOf(name) };
  if (NAMES.places.includes(name)) return { kind: 'place', index: NAMES.places.indexOf(name) };
  const value = NAMES.states[0]?.indexOf(name) ?? -1;
  if (value === -1) throw new Error(`no ${name}`);
  return { kind: 'number', value };
}

/** vm(e) selects over vm(1..3), m(e, 2) over m(1..2, 2); a plain number names the member itself. */
function resolveMember(tree: Syntax & { kind: 'member' }): Expression {
  const [subscript] = tree.subscripts;
  if (subscript === undefined || subscript === '*') throw new Error(`cannot resolve ${tree.name}`);
  const places = tree.name === 'vm' ? [0, 1, 2] : [4, 5];
  if (subscript.kind === 'number') {
    const index = places[subscript.value - 1];
    if (index !== undefined) return { kind: 'place', index };
  }
  return { kind: 'select', places, subscript: resolve(subscript) };
}
