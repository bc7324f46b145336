import { InputError } from '../config/problem.js';
import { type ClosedFormAnswer, closedForm as closedFormOf } from '../exact/closed-forms/of-system.js';
import { type InequalityA, inequalityA as inequalityOf } from '../exact/closed-forms/system/inequality-a.js';
import { type ExactMeasure, exactReport } from '../experiment/findings/exact-report.js';
import { isCurve } from '../net/curve.js';
import { type DesignLike, designOf } from './design.js';
import { given, OptionCheck } from './options.js';

/** What to solve, and how far to go. */
export interface ExactOptions {
  /** All when absent. */
  readonly measures?: readonly string[];
  /** States to explore at most; 1,000,000 by default. */
  readonly statesMost?: number;
  /** Phases by which a delay that has none is approximated, at most; 0, which is to refuse such delays, by default. */
  readonly phasesMost?: number;
}

/** Multiplications for one measure after which it is refused: some tens of seconds. */
const workMost = 2e10;

/**
 * Solves a design instead of simulating it: each measure by the Markov chain of the net, with the closed form beside it where one
 * applies, or the reason why it is refused. It takes no trials and blocks this thread until it is done.
 *
 * @throws ConfigError when the design is a text that is none
 * @throws InputError when the options are wrong
 *
 * @example
 * ```ts
 * const { mttf, 'availability-long-run': availability } = exact(machine, { measures: ['mttf', 'availability-long-run'] });
 * mttf // => { unit: 'h', result: { kind: 'value', value: 100 } }
 * availability.result // => { value: 0.9900745, complement: 0.0099254969 }
 * ```
 */
export function exact(design: DesignLike, options: ExactOptions = {}): Readonly<Record<string, ExactMeasure>> {
  const { model } = designOf(design);
  const { measures, statesMost, phasesMost = 0 } = options;
  const check = new OptionCheck();
  check.count('statesMost', statesMost);
  check.count('phasesMost', phasesMost, 0);
  check.names(
    'measures',
    measures,
    model.net.measures.map(({ name }) => name),
  );
  check.check();
  const fitted = phasesMost === 0 ? {} : { fittedPhasesMost: phasesMost };
  return exactReport('', model, { ...given({ measures, statesMost }), ...fitted, workMost }).measures;
}

/**
 * The closed form of a standard measure of a system, or every assumption that the system breaks.
 *
 * @param time in hours, > 0: the point of a curve, or another bound than the system's own mission or horizon
 * @throws ConfigError when the design is a text that is none
 * @throws InputError when the measure is a curve and there is no time
 *
 * @example
 * ```ts
 * closedForm(machine, 'mttf') // => { applies: true, form: 'NV' }
 * closedForm(node, 'mttf') // => { applies: false, reasons: ['vm is repaired while other servers serve on'] }
 * ```
 */
export function closedForm(design: DesignLike, measure: string, time?: number): ClosedFormAnswer {
  const { system, net } = designOf(design).model;
  if (system === undefined) return { applies: false, reasons: ['it is a net, and closed forms are of systems'] };
  if (time === undefined && net.measures.some((each) => each.name === measure && isCurve(each))) {
    throw new InputError([{ path: ['time'], found: 'nothing', need: `a time, ${measure} being a curve` }]);
  }
  return closedFormOf(system, measure, time);
}

/**
 * Whether virtualising a system pays by inequality A: more than one VM can carry the service, but the hypervisor must not fail either.
 * It is about a mission without repair; the answer says what of the system it leaves out, or why it does not apply.
 *
 * @throws ConfigError when the design is a text that is none
 *
 * @example
 * ```ts
 * const answer = inequalityA(node);
 * answer.applies && answer.verdict.holds // => true
 * answer.hypervisorBound // => 0.4922
 * ```
 */
export function inequalityA(design: DesignLike): InequalityA {
  const { system } = designOf(design).model;
  if (system === undefined) return { applies: false, reasons: ['it is a net, and the inequality is about systems'] };
  return inequalityOf(system);
}
