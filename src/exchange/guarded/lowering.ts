import type { ExpressionText } from '../../net/document.js';
import type { BinaryOperator, FunctionName } from '../../net/expression/expression.js';
import { printSyntax } from '../../net/expression/print.js';
import type { Syntax } from '../../net/expression/syntax.js';
import type { Naming } from './naming.js';
import type { Term, TermOperator } from './term.js';

const OPERATORS: Readonly<Record<Exclude<TermOperator, '=>'>, BinaryOperator>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '=': '==',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '&': '&&',
  '|': '||',
  '<=>': '==',
};

/** A longer run of one operator is written as a call, which makes no deep tree: `any(...)`, `all(...)`, `sum(...)`. */
const RUN_MAX = 12;
const RUNS: ReadonlyMap<TermOperator, FunctionName> = new Map([
  ['|', 'any'],
  ['&', 'all'],
  ['+', 'sum'],
]);

/** Turns well-typed terms into a net's expressions. A truth value becomes 0 or 1. */
export class Lowering {
  constructor(
    private readonly naming: Naming,
    /** Whether what a name stands for is known never to be negative. */
    private readonly isNotNegative: (name: string) => boolean,
  ) {}

  text(term: Term): ExpressionText {
    const syntax = this.syntax(term);
    if (syntax.kind === 'number') return syntax.value;
    const isMinus = syntax.kind === 'unary' && syntax.operator === '-' && syntax.operand.kind === 'number';
    return isMinus && syntax.operand.kind === 'number' ? -syntax.operand.value : printSyntax(syntax);
  }

  syntax(term: Term): Syntax {
    switch (term.kind) {
      case 'number':
        return number(term.value);
      case 'truth':
        return number(term.value ? 1 : 0);
      case 'name':
        return named(this.naming.of(term.name));
      case 'label':
        return named(this.naming.ofLabel(term.name));
      case 'unary':
        return { kind: 'unary', operator: term.operator, operand: this.syntax(term.operand), at: 0 };
      case 'binary':
        return this.binary(term);
      case 'choice':
        return call('if', [this.syntax(term.condition), this.syntax(term.yes), this.syntax(term.no)]);
      case 'call':
        return this.call(term);
    }
  }

  private binary(term: Term & { kind: 'binary' }): Syntax {
    const { operator } = term;
    if (operator === '=>') {
      const left: Syntax = { kind: 'unary', operator: '!', operand: this.syntax(term.left), at: 0 };
      return binary('||', left, this.syntax(term.right));
    }
    const run = RUNS.get(operator);
    if (run === undefined) return binary(OPERATORS[operator], this.syntax(term.left), this.syntax(term.right));
    const operands = runOf(term, operator).map((operand) => this.syntax(operand));
    if (operands.length > RUN_MAX) return call(run, operands);
    return operands.reduce((left, right) => binary(OPERATORS[operator], left, right));
  }

  private call(term: Term & { kind: 'call' }): Syntax {
    const terms = term.arguments.map((argument) => this.syntax(argument));
    const [first, second = number(0)] = terms;
    if (first === undefined) throw new Error(`${term.function} of nothing`);
    switch (term.function) {
      case 'min':
      case 'max':
      case 'floor':
      case 'ceil':
      case 'abs':
        return call(term.function, terms);
      case 'round':
        return call('floor', [binary('+', first, number(0.5))]);
      case 'sign':
        return binary('-', binary('>', first, number(0)), binary('<', first, number(0)));
      case 'truncate':
        return call('if', [binary('<', first, number(0)), call('ceil', [first]), call('floor', [first])]);
      case 'pow':
        return binary('^', first, second);
      case 'log':
        return binary('/', call('log', [first]), call('log', [second]));
      case 'mod': {
        // A net's % takes the sign of its left operand.
        const remainder = binary('%', first, second);
        const isPlain = term.arguments.every((argument) => this.neverNegative(argument));
        return isPlain ? remainder : binary('%', binary('+', remainder, second), second);
      }
    }
  }

  private neverNegative(term: Term): boolean {
    switch (term.kind) {
      case 'number':
        return term.value >= 0;
      case 'name':
        return this.isNotNegative(term.name);
      case 'binary':
        return '+*/'.includes(term.operator) && this.neverNegative(term.left) && this.neverNegative(term.right);
      case 'call':
        return (
          term.function !== 'log' && term.function !== 'sign' && term.arguments.every((one) => this.neverNegative(one))
        );
      default:
        return false;
    }
  }
}

/** The operands of a run of one operator, in their order: of `(a + b) + (c + d)` four. */
function runOf(term: Term, operator: TermOperator): Term[] {
  if (term.kind !== 'binary' || term.operator !== operator) return [term];
  return [...runOf(term.left, operator), ...runOf(term.right, operator)];
}

function number(value: number): Syntax {
  const size: Syntax = { kind: 'number', value: Math.abs(value), at: 0 };
  return value < 0 ? { kind: 'unary', operator: '-', operand: size, at: 0 } : size;
}

const named = (name: string): Syntax => ({ kind: 'name', name, at: 0 });
const call = (name: FunctionName, terms: readonly Syntax[]): Syntax => ({
  kind: 'call',
  function: name,
  arguments: terms,
  at: 0,
});
const binary = (operator: BinaryOperator, left: Syntax, right: Syntax): Syntax => ({
  kind: 'binary',
  operator,
  left,
  right,
  at: 0,
});
