import { foundText, quoted } from '../../config/found.js';
import { joined, substitute, type Term, type TermFunction, type TermOperator } from '../guarded/term.js';
import type { JaniPath } from './jani-path.js';
import type { JaniFunction } from './schema.js';

const BINARY: ReadonlyMap<string, TermOperator> = new Map([
  ['∨', '|'],
  ['∧', '&'],
  ['⇒', '=>'],
  ['=', '='],
  ['≠', '!='],
  ['<', '<'],
  ['≤', '<='],
  ['>', '>'],
  ['≥', '>='],
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['/', '/'],
]);
const RUNS: ReadonlyMap<string, '|' | '&' | '+'> = new Map([
  ['∨', '|'],
  ['∧', '&'],
  ['+', '+'],
]);
const BINARY_CALLS: ReadonlyMap<string, TermFunction> = new Map([
  ['%', 'mod'],
  ['pow', 'pow'],
  ['log', 'log'],
  ['min', 'min'],
  ['max', 'max'],
]);
const UNARY_CALLS: ReadonlyMap<string, TermFunction> = new Map([
  ['floor', 'floor'],
  ['ceil', 'ceil'],
  ['abs', 'abs'],
  ['sgn', 'sign'],
  ['trc', 'truncate'],
]);

const DEPTH_MAX = 200;

type Data = Readonly<Record<string, unknown>>;

export const isData = (json: unknown): json is Data =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** What the names in an expression stand for. */
export interface JaniNames {
  /** What a name of the document is called in the model. */
  nameOf(name: string): { readonly kind: 'name' | 'label'; readonly name: string };
  readonly functions: readonly JaniFunction[];
}

/** Reads an expression of JANI; reports what is wrong with it and gives undefined then. */
export function readTerm(json: unknown, at: JaniPath, names: JaniNames, depth = 0): Term | undefined {
  const { origin } = at;
  if (depth > DEPTH_MAX) {
    at.note('too deep an expression', `at most ${DEPTH_MAX} levels`);
    return undefined;
  }
  if (typeof json === 'number') return numberTerm(json, at);
  if (typeof json === 'boolean') return { kind: 'truth', value: json, origin };
  if (typeof json === 'string') return { ...names.nameOf(json), origin };
  if (!isData(json)) {
    at.note(foundText(json), 'an expression');
    return undefined;
  }
  if (json.op === undefined) return readConstant(json, at);
  return new Operation(json, at, names, depth).read(String(json.op));
}

function numberTerm(value: number, at: JaniPath): Term {
  const { origin } = at;
  const size: Term = {
    kind: 'number',
    value: Math.abs(value),
    type: Number.isInteger(value) ? 'int' : 'double',
    origin,
  };
  return value < 0 ? { kind: 'unary', operator: '-', operand: size, origin } : size;
}

function readConstant(json: Data, at: JaniPath): Term | undefined {
  const values = new Map<unknown, number>([
    ['e', Math.E],
    ['π', Math.PI],
  ]);
  const value = values.get(json.constant);
  if (value !== undefined) return { kind: 'number', value, type: 'double', origin: at.origin };
  at.note(foundText(json), 'an expression with op, or the constant e or π');
  return undefined;
}

/** An expression with an operator. */
class Operation {
  constructor(
    private readonly json: Data,
    private readonly at: JaniPath,
    private readonly names: JaniNames,
    private readonly depth: number,
  ) {}

  read(op: string): Term | undefined {
    const { json, at } = this;
    const { origin } = at;
    const run = RUNS.get(op);
    if (run !== undefined) return this.run(op, run);
    const operator = BINARY.get(op);
    if (operator !== undefined && !(op === '-' && json.left === undefined)) {
      const [left, right] = [this.part('left'), this.part('right')];
      return left && right && { kind: 'binary', operator, left, right, origin };
    }
    if (op === '¬' || op === '-') {
      const operand = this.part('exp');
      return operand && { kind: 'unary', operator: op === '-' ? '-' : '!', operand, origin };
    }
    if (op === 'ite') {
      const [condition, yes, no] = [this.part('if'), this.part('then'), this.part('else')];
      return condition && yes && no && { kind: 'choice', condition, yes, no, origin };
    }
    if (op === 'call') return this.call();
    return this.builtIn(op);
  }

  private builtIn(op: string): Term | undefined {
    const { origin } = this.at;
    const binary = BINARY_CALLS.get(op);
    if (binary !== undefined) {
      const [left, right] = [this.part('left'), this.part('right')];
      return left && right && { kind: 'call', function: binary, arguments: [left, right], origin };
    }
    const unary = UNARY_CALLS.get(op);
    if (unary !== undefined) {
      const operand = this.part('exp');
      return operand && { kind: 'call', function: unary, arguments: [operand], origin };
    }
    this.at.note(`the operator ${quoted(op)}`, 'an operator of jani-model 1 or of its derived operators');
    return undefined;
  }

  /** Long runs of one operator nest to the left, deeper than a recursion should go. */
  private run(op: string, operator: '|' | '&' | '+'): Term | undefined {
    const terms: (Term | undefined)[] = [];
    let { json, at } = this;
    for (;;) {
      terms.unshift(readTerm(json.right, at.below('right'), this.names, this.depth + 1));
      const { left } = json;
      at = at.below('left');
      if (!isData(left) || left.op !== op) {
        terms.unshift(readTerm(left, at, this.names, this.depth + 1));
        break;
      }
      json = left;
    }
    const known = terms.filter((term) => term !== undefined);
    return known.length === terms.length ? joined(operator, known) : undefined;
  }

  /** A call is its function's body with the arguments in it. */
  private call(): Term | undefined {
    const { json, at, names } = this;
    const called = names.functions.find(({ name }) => name === json.function);
    if (called === undefined) {
      at.note(`the function ${quoted(String(json.function))}`, 'a function of this model');
      return undefined;
    }
    const given: readonly unknown[] = Array.isArray(json.args) ? json.args : [];
    if (given.length !== called.parameters.length) {
      at.note(`${called.name} of ${given.length}`, `${called.name} of ${called.parameters.length}`);
      return undefined;
    }
    const values = given.map((value, position) => readTerm(value, at.below('args', position), names, this.depth + 1));
    // A body that calls the function again runs into the bound on the depth.
    const parameters = new Map(called.parameters.map(({ name }, position) => [name, position]));
    const inside: JaniNames = {
      functions: names.functions,
      nameOf: (name) => (parameters.has(name) ? { kind: 'name', name: `${called.name}#${name}` } : names.nameOf(name)),
    };
    const body = readTerm(called.body, at.below('function'), inside, this.depth + 20);
    if (body === undefined || values.includes(undefined)) return undefined;
    return substitute(body, ({ name }) => {
      const position = name.startsWith(`${called.name}#`)
        ? parameters.get(name.slice(called.name.length + 1))
        : undefined;
      return position === undefined ? undefined : values[position];
    });
  }

  private part(key: string): Term | undefined {
    return readTerm(this.json[key], this.at.below(key), this.names, this.depth + 1);
  }
}
