import { KernelFault } from '../../kernel/faults.js';
import type { NetDocument } from '../../net/document.js';
import { EvaluationError } from '../../net/expression/evaluate.js';
import type { Measure, Net } from '../../net/net.js';
import { ConvergenceError } from '../chain/convergence-error.js';
import { type ExploreOptions, explore } from '../explore/explore.js';
import { ExactRefusal } from '../explore/refusal.js';
import { rewardsOf } from '../measures/observed.js';
import type { ExactPoint, Refused } from '../result.js';
import { alikeMembers } from './alike-members.js';
import { differencedMeasure, solvedMeasure } from './differenced.js';
import { type DualChain, dualChain } from './dual-chain.js';
import { dualMeasure } from './dual-measure.js';
import { type Parameter, parametersOf, relevantPart, type Skipped } from './parameters.js';
import { withMeasure } from './perturbed.js';

/** A measure's derivatives to the numbers that a net is made of. */
export interface Sensitivities {
  readonly kind: 'solved';
  readonly measure: ExactPoint;
  readonly method: string;
  readonly derivatives: readonly Derivative[];
  /** What hangs on the shape of a delay that was only approximated: to be simulated. */
  readonly undecided: readonly Parameter[];
  readonly skipped: readonly Skipped[];
  /** Delays that were only approximated, and how much their shape can matter. */
  readonly approximations: readonly string[];
}

export interface Derivative {
  readonly parameter: Parameter;
  readonly derivative: number;
}

export interface SensitivityOptions {
  /** States to accept at most; default 50,000. */
  readonly statesMost?: number;
}

/**
 * Exact derivatives of a measure on the net's Markov chain: dual numbers through every expression, one linear solution for all
 * parameters. A delay that has no phases gets some, provided that exponential delays in their place would hardly change the
 * measure: then its shape does not matter, and the result says so. Refused for what no chain answers.
 */
export function exactSensitivities(
  net: Net,
  document: NetDocument,
  measure: string,
  options: SensitivityOptions = {},
): Sensitivities | Refused {
  const { statesMost = 50_000 } = options;
  const question = questionOf(net, document, measure);
  const attempt = (fittedPhases: number | undefined): Sensitivities | Refused =>
    refusable(() => solved(question, { statesMost, ...(fittedPhases === undefined ? {} : { fittedPhases }) }));
  const exact = attempt(undefined);
  if (exact.kind === 'solved') return exact;
  const fitted = attempt(FITTED_PHASES);
  if (fitted.kind === 'refused' || fitted.approximations.length === 0) return exact;
  const plain = attempt(1);
  if (plain.kind === 'refused') return plain;
  const change = Math.abs(smallerSide(plain.measure) / smallerSide(fitted.measure) - 1);
  const percent = `${(100 * change).toPrecision(2)} %`;
  if (!(change <= MEASURE_CHANGE_MOST)) {
    const reason = `${exact.reason}, and its shape matters: with exponential delays ${measure} is ${percent} off`;
    return { kind: 'refused', reason, suggestion: 'simulate' };
  }
  const effect = `with exponential delays in their place ${measure} is ${percent} off`;
  const approximations = [...fitted.approximations, effect];
  return { ...fitted, approximations, ...separated(fitted, plain) };
}

/** Those that keep their derivative when delays lose their shape, and those that do not. */
function separated(
  { derivatives, undecided }: Sensitivities,
  plain: Sensitivities,
): Pick<Sensitivities, 'derivatives' | 'undecided'> {
  const weight = ({ derivative, parameter }: Derivative): number => Math.abs(derivative * parameter.value);
  const heaviest = Math.max(...derivatives.map(weight));
  const keeps = (one: Derivative): boolean => {
    const other = plain.derivatives.find(({ parameter }) => parameter.name === one.parameter.name);
    const change = Math.abs((one.derivative - (other?.derivative ?? Number.NaN)) * one.parameter.value);
    return change <= DERIVATIVE_CHANGE_MOST * weight(one) || change <= NEGLIGIBLE * heaviest;
  };
  const lost = derivatives.filter((one) => !keeps(one)).map(({ parameter }) => parameter);
  return { derivatives: derivatives.filter(keeps), undecided: [...undecided, ...lost] };
}

const MEASURE_CHANGE_MOST = 0.05;
const DERIVATIVE_CHANGE_MOST = 0.1;
/** Beside the parameter that matters most. */
const NEGLIGIBLE = 1e-3;
/** Two phases have the variance of most delays, and few enough states. */
const FITTED_PHASES = 2;
/** Chains up to this size are solved again and again when they cannot be differentiated. */
const DIFFERENCED_STATES_MOST = 256;
/** Of one solution, in multiplications: a tenth of a second. */
const DIFFERENCED_WORK_MOST = 1e8;

interface Question {
  readonly net: Net;
  readonly document: NetDocument;
  readonly measure: Measure;
  readonly parameters: readonly Parameter[];
  readonly skipped: readonly Skipped[];
}

function questionOf(net: Net, document: NetDocument, name: string): Question {
  const measure = net.measures.find((each) => each.name === name);
  if (measure === undefined) throw new Error(`no measure ${name}`);
  const alone = withMeasure(document, name);
  return { net: relevantPart(net, measure), document: alone, measure, ...parametersOf(net, alone, measure) };
}

interface ChainOptions {
  readonly statesMost: number;
  readonly fittedPhases?: number;
}

function exploreOptions({ statesMost, fittedPhases }: ChainOptions): ExploreOptions {
  return { statesMost, ...(fittedPhases === undefined ? {} : { fittedPhasesMost: fittedPhases }) };
}

function solved(question: Question, options: ChainOptions): Sensitivities {
  const { net, measure, parameters } = question;
  const constants = parameters.map(({ constant }) => constant);
  try {
    const alike = alikeMembers(net, measure, parameters, exploreOptions(options));
    const rewards = rewardsOf(measure).filter(({ impulses }) => impulses.length > 0);
    const model = explained(net, options, () => dualChain(net, constants, rewards, { ...options, alike }));
    const slopes = Float64Array.from(parameters, ({ timeSlopes }) => timeSlopes[0] ?? 0);
    const { measure: dual, complement, method } = dualMeasure(model, measure, slopes);
    return {
      kind: 'solved',
      measure: { value: dual.value, ...(complement === undefined ? {} : { complement }) },
      method: `Markov chain of ${model.chain.stateCount} states, dual numbers, ${method}`,
      ...sortedOut(
        question,
        // Plus 0: there is no derivative of -0.
        (_, k) => (model.edges[k] !== 0 ? undefined : (dual.slope?.[k] ?? 0) + 0),
        (k) => model.shapes[k] !== 0,
      ),
      approximations: model.approximations,
    };
  } catch (problem) {
    if (!(problem instanceof ExactRefusal || problem instanceof ConvergenceError)) throw problem;
    return differencesOr(problem, question, options);
  }
}

/** Where differences are refused too, the first problem is the one to tell. */
function differencesOr(problem: Error, question: Question, options: ChainOptions): Sensitivities {
  try {
    return byDifferences(question, options);
  } catch (other) {
    throw other instanceof ExactRefusal ? problem : other;
  }
}

/** For measures and nets that are solved but not differentiated: small ones only, for each is solved many times. */
function byDifferences(question: Question, { fittedPhases }: ChainOptions): Sensitivities {
  const { document, measure } = question;
  const options = {
    ...exploreOptions({ statesMost: DIFFERENCED_STATES_MOST, ...(fittedPhases === undefined ? {} : { fittedPhases }) }),
    workMost: DIFFERENCED_WORK_MOST,
  };
  const { value, complement, method, notes = [], approximate } = solvedMeasure(document, measure.name, options);
  return {
    kind: 'solved',
    measure: { value, ...(complement === undefined ? {} : { complement }) },
    method: `Markov chain, ${method}, differences of exact values`,
    ...sortedOut(question, (parameter) => differencedMeasure(document, measure.name, parameter, options)),
    approximations: approximate === true ? notes : [],
  };
}

function sortedOut(
  { parameters, skipped }: Question,
  derivativeOf: (parameter: Parameter, index: number) => number | undefined,
  isShape: (index: number) => boolean = () => false,
): Pick<Sensitivities, 'derivatives' | 'undecided' | 'skipped'> {
  const undecided = parameters.filter((_, k) => isShape(k));
  const found = parameters
    .map((parameter, k) => ({ parameter, derivative: derivativeOf(parameter, k) }))
    .filter(({ parameter }) => !undecided.includes(parameter));
  const atEdge = found.filter(({ derivative }) => derivative === undefined).map(({ parameter }) => parameter.name);
  return {
    undecided,
    derivatives: found.flatMap(({ parameter, derivative }) =>
      derivative === undefined ? [] : [{ parameter, derivative }],
    ),
    skipped: [
      ...skipped,
      ...atEdge.map((name) => ({ name, reason: 'at the edge of what it may be: beyond it the model changes' })),
    ],
  };
}

function refusable<Result>(solve: () => Result): Result | Refused {
  try {
    return solve();
  } catch (problem) {
    if (problem instanceof ExactRefusal) {
      return { kind: 'refused', reason: problem.reason, suggestion: problem.suggestion };
    }
    if (problem instanceof ConvergenceError)
      return { kind: 'refused', reason: problem.message, suggestion: problem.suggestion };
    throw problem;
  }
}

/** What the net forbids is said as the solver says it, with activity and state. */
function explained(net: Net, options: ChainOptions, walk: () => DualChain): DualChain {
  try {
    return walk();
  } catch (problem) {
    if (problem instanceof KernelFault || problem instanceof EvaluationError) {
      explore(net, [], exploreOptions(options));
    }
    throw problem;
  }
}

const smallerSide = ({ value, complement }: ExactPoint): number => Math.min(value, complement ?? value);
