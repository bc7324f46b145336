import type { ModelProblems } from './problems.js';
import type { Scope } from './scope.js';
import type { Origin, Term, ValueType } from './term.js';

type Operands = Extract<Term, { kind: 'binary' }>;
type Call = Extract<Term, { kind: 'call' }>;

const TYPE_TEXT: Readonly<Record<ValueType, string>> = {
  int: 'a whole number',
  double: 'a number',
  bool: 'a condition',
};

/** Finds the types of terms and reports, once each, names that mean nothing and operands of the wrong type. */
export class Types {
  private readonly known = new Map<Term, ValueType | undefined>();
  private readonly formulas = new Map<string, ValueType | 'open' | undefined>();
  private readonly labels = new Map<string, 'open' | 'done'>();

  constructor(
    private readonly scope: Scope,
    private readonly problems: ModelProblems,
  ) {}

  /** Reports a term that is not of the type that stands here; a whole number is a number too. */
  expect(type: ValueType, term: Term): void {
    const found = this.of(term);
    if (found === undefined || found === type || (type === 'double' && found === 'int')) return;
    const hint = type === 'int' && found === 'double' ? ' (floor, ceil and round give one)' : '';
    this.problems.note(term.origin, TYPE_TEXT[found], TYPE_TEXT[type] + hint);
  }

  /** The type of a term; undefined when something in it is wrong, and reported. */
  of(term: Term): ValueType | undefined {
    if (!this.known.has(term)) this.known.set(term, this.find(term));
    return this.known.get(term);
  }

  private find(term: Term): ValueType | undefined {
    switch (term.kind) {
      case 'number':
        return term.type;
      case 'truth':
        return 'bool';
      case 'name':
        return this.ofName(term.name, term.origin);
      case 'label':
        return this.ofLabel(term.name, term.origin);
      case 'unary':
        if (term.operator === '-') return this.numeric([term.operand]);
        this.expect('bool', term.operand);
        return 'bool';
      case 'binary':
        return this.ofBinary(term);
      case 'choice':
        this.expect('bool', term.condition);
        return this.common(term.yes, term.no);
      case 'call':
        return this.ofCall(term);
    }
  }

  private ofName(name: string, origin: Origin): ValueType | undefined {
    const meaning = this.scope.meaning(name);
    if (meaning === undefined) {
      this.scope.unknown(name, origin);
      return undefined;
    }
    if (meaning.kind !== 'formula') return meaning.declaration.type;
    const known = this.formulas.get(name);
    if (known === 'open') {
      this.problems.note(
        meaning.declaration.origin,
        `the formula ${name} in itself`,
        'a formula that does not read itself',
      );
      this.formulas.set(name, undefined);
      return undefined;
    }
    if (this.formulas.has(name)) return known;
    this.formulas.set(name, 'open');
    const type = this.of(meaning.declaration.body);
    if (this.formulas.get(name) === 'open') this.formulas.set(name, type);
    return type;
  }

  private ofLabel(name: string, origin: Origin): ValueType | undefined {
    const label = this.scope.label(name);
    if (label === undefined) {
      this.scope.unknownLabel(name, origin);
      return undefined;
    }
    const known = this.labels.get(name);
    if (known === 'open') {
      this.problems.note(label.origin, `the label "${name}" in itself`, 'a label that does not read itself');
      this.labels.set(name, 'done');
    } else if (known === undefined) {
      this.labels.set(name, 'open');
      this.expect('bool', label.body);
      this.labels.set(name, 'done');
    }
    return 'bool';
  }

  private ofBinary({ operator, left, right }: Operands): ValueType | undefined {
    switch (operator) {
      case '&':
      case '|':
      case '=>':
      case '<=>':
        this.expect('bool', left);
        this.expect('bool', right);
        return 'bool';
      case '=':
      case '!=':
        this.common(left, right);
        return 'bool';
      case '<':
      case '<=':
      case '>':
      case '>=':
        this.numeric([left, right]);
        return 'bool';
      case '/':
        return this.numeric([left, right]) && 'double';
      default:
        return this.numeric([left, right]);
    }
  }

  private ofCall(term: Call): ValueType | undefined {
    switch (term.function) {
      case 'floor':
      case 'ceil':
      case 'round':
      case 'sign':
      case 'truncate':
        return this.numeric(term.arguments) && 'int';
      case 'log':
        return this.numeric(term.arguments) && 'double';
      case 'mod':
        for (const argument of term.arguments) this.expect('int', argument);
        return 'int';
      default:
        return this.numeric(term.arguments);
    }
  }

  /** `int` when all are whole numbers. */
  private numeric(terms: readonly Term[]): ValueType | undefined {
    for (const term of terms) this.expect('double', term);
    const types = terms.map((term) => this.of(term));
    if (types.some((type) => type === undefined || type === 'bool')) return undefined;
    return types.includes('double') ? 'double' : 'int';
  }

  private common(left: Term, right: Term): ValueType | undefined {
    const type = this.of(left);
    if (type === undefined) {
      this.of(right);
      return undefined;
    }
    this.expect(type === 'bool' ? 'bool' : 'double', right);
    return this.of(right) === 'double' ? 'double' : type;
  }
}
