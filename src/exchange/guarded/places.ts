import type { PlaceDocument } from '../../net/document.js';
import type { ValuedConstant } from './constants.js';
import { evaluateTerm } from './evaluate-term.js';
import type { Formulas } from './formulas.js';
import type { Lowering } from './lowering.js';
import type { GuardedModel, VariableDeclaration } from './model.js';
import type { ModelProblems } from './problems.js';
import type { Term } from './term.js';

/** A variable with the numbers of its range and beginning. */
export interface Bounded {
  readonly declaration: VariableDeclaration;
  readonly min: number;
  readonly max: number;
  readonly initial: number;
}

/** Values of a place are kept in 32-bit integers. */
const VALUE_MAX = 2 ** 31 - 1;
/** States among which the one that satisfies `init ... endinit` is looked for. */
const SEARCHED_MAX = 1_000_000;

/** The ranges and initial values of the variables; reports what is wrong with them. */
export function boundedVariables(
  model: GuardedModel,
  constants: readonly ValuedConstant[],
  formulas: Formulas,
  problems: ModelProblems,
): readonly Bounded[] {
  const values = new Map(constants.map(({ declaration, value }) => [declaration.name, value]));
  const number = (term: Term | undefined, otherwise: number): number => {
    const value = term === undefined ? otherwise : evaluateTerm(formulas.expand(term), (name) => values.get(name));
    return value === undefined ? otherwise : Number(value);
  };
  const bounded = model.variables.map((declaration): Bounded => {
    const isBool = declaration.type === 'bool';
    const min = number(declaration.min, isBool ? 0 : -VALUE_MAX);
    const max = number(declaration.max, isBool ? 1 : VALUE_MAX);
    const initial = number(declaration.initial, isBool || declaration.min === undefined ? 0 : min);
    const variable = { declaration, min, max, initial };
    checkRange(variable, problems);
    return variable;
  });
  return model.initial === undefined ? bounded : satisfying(model.initial, bounded, values, formulas, problems);
}

function checkRange({ declaration, min, max, initial }: Bounded, problems: ModelProblems): void {
  const { name, origin } = declaration;
  if (min > max) problems.note(origin, `the range ${min}..${max} of ${name}`, 'a range that holds a value');
  else if (!(initial >= min && initial <= max)) {
    problems.note(origin, `the initial value ${initial} of ${name}`, `${min}..${max}`);
  }
}

/** The one state that satisfies a condition, looked for among all. */
function satisfying(
  condition: Term,
  variables: readonly Bounded[],
  constants: ReadonlyMap<string, number | boolean>,
  formulas: Formulas,
  problems: ModelProblems,
): readonly Bounded[] {
  for (const { declaration } of variables) {
    if (declaration.initial === undefined) continue;
    problems.note(declaration.origin, `an initial value of ${declaration.name} beside init ... endinit`, 'one of them');
  }
  const count = variables.reduce((product, { min, max }) => product * (max - min + 1), 1);
  if (!(count <= SEARCHED_MAX)) {
    problems.note(condition.origin, `init ... endinit over ${count} states`, 'initial values at the variables');
    return variables;
  }
  const term = formulas.expand(condition);
  const found = new Map<number, readonly number[]>();
  const state = variables.map(({ min }) => min);
  const known = (name: string): number | boolean | undefined => {
    const position = variables.findIndex(({ declaration }) => declaration.name === name);
    const value = state[position];
    if (value === undefined) return constants.get(name);
    return variables[position]?.declaration.type === 'bool' ? value === 1 : value;
  };
  for (let visited = 0; visited < count && found.size < 2; visited++) {
    if (evaluateTerm(term, known) === true) found.set(visited, [...state]);
    advance(state, variables);
  }
  const [only] = found.values();
  if (only === undefined || found.size > 1) {
    const many = only === undefined ? 'no initial state' : 'several initial states';
    problems.note(condition.origin, many, 'one: a net starts in one state');
    return variables;
  }
  return variables.map((variable, position) => ({ ...variable, initial: only[position] as number }));
}

/** The next state, the last variable fastest. */
function advance(state: number[], variables: readonly Bounded[]): void {
  for (let position = state.length - 1; position >= 0; position--) {
    const variable = variables[position];
    if (variable === undefined) throw new Error(`no variable ${position}`);
    const next = (state[position] as number) + 1;
    if (next <= variable.max) {
      state[position] = next;
      return;
    }
    state[position] = variable.min;
  }
}

/** The place of a variable; ranges that are written with constants stay so. */
export function placeOf(
  { declaration, min, max, initial }: Bounded,
  formulas: Formulas,
  lowering: Lowering,
): PlaceDocument {
  const text = (term: Term | undefined, value: number) =>
    term === undefined ? value : lowering.text(formulas.expand(term));
  const isUnbounded = declaration.type === 'int' && declaration.max === undefined;
  const fromInit = declaration.initial === undefined ? initial : text(declaration.initial, initial);
  return {
    initial: fromInit,
    ...(min === 0 && declaration.min === undefined ? {} : { min: text(declaration.min, min) }),
    ...(isUnbounded ? {} : { max: text(declaration.max, max) }),
  };
}
