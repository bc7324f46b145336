import type { PhaseType } from '../../net/distributions/distribution.js';
import { ParameterError } from '../../net/distributions/distribution.js';
import { type Expression, number } from '../../net/expression/expression.js';
import { lawExpressions } from '../../net/law.js';
import type { Activity, Law, LawParameter, Timing } from '../../net/net.js';
import { clockOf, type Fits } from '../explore/clock.js';
import type { Readers } from '../explore/reader.js';
import { type Dual, dualOf, type Slope } from './dual.js';
import type { DualEvaluator } from './dual-evaluate.js';
import { stencil } from './stencil.js';

/** The phases of a delay in dual numbers. */
export interface DualPhases {
  readonly initial: readonly Dual[];
  readonly exit: readonly Dual[];
  readonly next: readonly (readonly Dual[])[];
}

/** The phases of delays with their derivatives, by the values that the law's parameters have in a state. */
export class DualLaws {
  private readonly sameInAllStates = new Map<string, DualPhases>();
  private readonly known = new Map<string, Solved>();

  constructor(
    private readonly evaluator: DualEvaluator,
    private readonly readers: Readers,
    private readonly fits: Fits,
  ) {}

  phases(activity: Activity, { law }: Timing & { kind: 'delay' }, state: ArrayLike<number>): DualPhases {
    const known = this.sameInAllStates.get(activity.name);
    if (known !== undefined) return known;
    const phases = this.phasesIn(activity, law, state);
    if (law.bound !== undefined) this.sameInAllStates.set(activity.name, phases);
    return phases;
  }

  private phasesIn(activity: Activity, law: Law, state: ArrayLike<number>): DualPhases {
    const parameters = lawExpressions(law).map((expression) => this.evaluator.evaluate(expression, state));
    const solved = this.solved(activity, law, parameters);
    const dual = (value: number, position: number): Dual =>
      dualOf(value, ...solved.partials.map(({ of, by }) => [by[position] as number, parameters[of] as Dual] as const));
    const { initial, exit, next } = solved.phases;
    const n = exit.length;
    return {
      initial: initial.map((value, i) => dual(value, i)),
      exit: exit.map((value, i) => dual(value, n + i)),
      next: next.map((row, i) => row.map((value, j) => dual(value, (2 + i) * n + j))),
    };
  }

  private solved(activity: Activity, law: Law, parameters: readonly Dual[]): Solved {
    const values = parameters.map(({ value }) => value);
    const key = `${activity.name} ${values.join()}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const at = (numbers: readonly number[]): PhaseType => this.phasesAt(activity, law, numbers);
    const phases = at(values);
    const partials = parameters.flatMap(({ slope }, of) => {
      const by = slope === undefined ? undefined : this.partial(law, phases, values, of, at, slope);
      return by === undefined ? [] : [{ of, by }];
    });
    const solved = { phases, partials };
    this.known.set(key, solved);
    return solved;
  }

  /** Derivatives of initial, exit and next to one parameter of the law; none where there is none. */
  private partial(
    law: Law,
    phases: PhaseType,
    values: readonly number[],
    of: number,
    at: (numbers: readonly number[]) => PhaseType,
    slope: Slope,
  ): readonly number[] | undefined {
    const value = values[of] as number;
    const power = scalePower(law, of);
    if (power !== undefined) {
      const still = (): number => 0;
      return [
        ...phases.initial.map(still),
        ...phases.exit.map((exit) => (power * exit) / value),
        ...phases.next.flatMap((row) => row.map(still)),
      ];
    }
    const size = flat(phases).length;
    try {
      return stencil((x) => {
        const found = flat(at(values.with(of, x)));
        if (found.length !== size) throw new ParameterError('phases', `${found.length}`, `${size}`);
        return found;
      }, value);
    } catch (problem) {
      if (!(problem instanceof ParameterError)) throw problem;
      this.evaluator.edge(slope);
      return undefined;
    }
  }

  /** As the solver reads them, fitted ones too. */
  private phasesAt(activity: Activity, law: Law, numbers: readonly number[]): PhaseType {
    const queue = [...numbers];
    const timing: Timing = { kind: 'delay', law: withNumbers(law, () => number(queue.shift() as number)) };
    const clock = clockOf({ ...activity, timing }, this.readers, this.fits);
    if (clock.kind !== 'phased') throw new Error(`${activity.name}: a delay of unbound parameters without phases`);
    return clock.phases(new Int32Array(0));
  }
}

interface Solved {
  readonly phases: PhaseType;
  /** To parameter `of`: of initial, exit and the rows of next, one after the other. */
  readonly partials: readonly { readonly of: number; readonly by: readonly number[] }[];
}

const flat = ({ initial, exit, next }: PhaseType): number[] => [...initial, ...exit, ...next.flat()];

/** Stretching time by c divides the rates of all phases by c: so does the one time among a law's parameters (-1), or its rate (1). */
function scalePower(law: Law, of: number): number | undefined {
  const specs = law.distribution.forms[law.form] ?? [];
  const [only, ...others] = specs.filter(({ type }) => type !== 'number');
  if (only === undefined || others.length > 0 || specs.indexOf(only) !== of) return undefined;
  if (only.type !== 'time' && only.type !== 'rate') return undefined;
  return only.type === 'time' ? -1 : 1;
}

/** The expressions of a law that change more than its scale. */
export function shapeExpressions(law: Law): Expression[] {
  return lawExpressions(law).filter((_, of) => scalePower(law, of) === undefined);
}

/** The law with each of its expressions replaced, in the order of `lawExpressions`. */
function withNumbers(law: Law, next: () => Expression): Law {
  const replaced = (parameter: Entry): Entry => {
    if (Array.isArray(parameter)) return parameter.map(replaced) as unknown as Entry;
    return isLaw(parameter) ? withNumbers(parameter, next) : next();
  };
  const { distribution, form, parameters } = law;
  return { distribution, form, parameters: parameters.map((parameter) => replaced(parameter) as LawParameter) };
}

type Entry = LawParameter | readonly [Expression, Expression, Expression];
const isLaw = (entry: Entry): entry is Law => 'distribution' in entry;
