import { quoted } from '../../config/found.js';
import { suggestion } from '../../config/suggestion.js';
import { evaluateTerm } from './evaluate-term.js';
import type { Formulas } from './formulas.js';
import type { ConstantDeclaration, GuardedModel } from './model.js';
import type { ModelProblems } from './problems.js';
import { namesIn, type Origin, type Term } from './term.js';

/** Values given from outside, as text by the name of the constant. */
export type GivenConstants = ReadonlyMap<string, string>;

export interface ValuedConstant {
  readonly declaration: ConstantDeclaration;
  /** Formulas written out. */
  readonly term: Term;
  readonly value: number | boolean;
}

/**
 * The constants with their values, each after those it reads. Reports constants without a value, values that do not exist
 * or are no number of the type, and given values that belong to no constant.
 */
export function constantsOf(
  model: GuardedModel,
  given: GivenConstants,
  formulas: Formulas,
  problems: ModelProblems,
): readonly ValuedConstant[] {
  const declared = new Map(model.constants.map((declaration) => [declaration.name, declaration]));
  refuseUnknown(given, declared, problems);
  const order: ValuedConstant[] = [];
  const values = new Map<string, number | boolean>();
  const open = new Set<string>();
  const done = new Set<string>();
  const visit = (declaration: ConstantDeclaration): void => {
    const { name, origin } = declaration;
    if (done.has(name)) return;
    if (open.has(name)) {
      problems.note(origin, `the constant ${name} in itself`, 'a constant that does not read itself');
      return;
    }
    open.add(name);
    const term = termOf(declaration, given, formulas, problems);
    if (term !== undefined) {
      for (const read of namesIn(term)) {
        const other = declared.get(read);
        if (other !== undefined) visit(other);
      }
      const value = evaluateTerm(term, (read) => values.get(read));
      if (isProper(value)) {
        values.set(name, value);
        order.push({ declaration, term, value });
      } else refuseValue(declaration, term, values, model, problems);
    }
    open.delete(name);
    done.add(name);
  };
  for (const declaration of model.constants) visit(declaration);
  return order;
}

const isProper = (value: number | boolean | undefined): value is number | boolean =>
  typeof value === 'boolean' || (value !== undefined && Number.isFinite(value));

function refuseUnknown(given: GivenConstants, declared: ReadonlyMap<string, unknown>, problems: ModelProblems): void {
  for (const name of given.keys()) {
    if (declared.has(name)) continue;
    const meant = suggestion(name, [...declared.keys()]);
    const need = meant === undefined ? 'a constant of this model' : `${meant} (did you mean that?)`;
    problems.note({ path: [] }, `a value for the unknown constant ${name}`, need);
  }
}

function termOf(
  declaration: ConstantDeclaration,
  given: GivenConstants,
  formulas: Formulas,
  problems: ModelProblems,
): Term | undefined {
  const { name, type, origin } = declaration;
  const text = given.get(name);
  if (text !== undefined) {
    const term = literal(text, type, origin);
    if (term === undefined) problems.note(origin, `${quoted(text)} given for ${name}`, LITERAL[type]);
    return term;
  }
  if (declaration.value === undefined) {
    problems.note(origin, `the constant ${name} without a value`, `a value here, or --const ${name}=...`);
    return undefined;
  }
  return formulas.expand(declaration.value);
}

const LITERAL = { int: 'a whole number', double: 'a number', bool: 'true or false' } as const;

function literal(text: string, type: ConstantDeclaration['type'], origin: Origin): Term | undefined {
  if (type === 'bool')
    return /^(true|false)$/.test(text) ? { kind: 'truth', value: text === 'true', origin } : undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const fits = type === 'int' ? Number.isSafeInteger(value) : Number.isFinite(value);
  return fits ? { kind: 'number', value, type, origin } : undefined;
}

/** A constant that reads something that is wrong, and was reported, is not reported itself. */
function refuseValue(
  { name, origin }: ConstantDeclaration,
  term: Term,
  values: ReadonlyMap<string, unknown>,
  model: GuardedModel,
  problems: ModelProblems,
): void {
  const read = [...namesIn(term)];
  const variable = model.variables.find((candidate) => read.includes(candidate.name));
  if (variable !== undefined) problems.note(term.origin, `${variable.name} in the constant ${name}`, 'constants only');
  else if (read.every((other) => values.has(other))) {
    problems.note(origin, `no value of the constant ${name}`, 'a finite number');
  }
}
