import { parseDuration } from '../config/duration.js';
import { isLogic } from '../estimate/logic.js';
import { type ComponentImportance, componentImportances } from '../exact/sensitivity/component-importance.js';
import { type Parameter, parametersOf, type Skipped } from '../exact/sensitivity/parameters.js';
import { withMeasure } from '../exact/sensitivity/perturbed.js';
import { exactSensitivities, type Sensitivities } from '../exact/sensitivity/sensitivities.js';
import type { FiniteDifferenceOptions, FiniteDifferences } from '../experiment/finite-differences.js';
import type { NetDocument } from '../net/document.js';
import type { Measure, Net } from '../net/net.js';
import type { Model } from '../system/model.js';
import type { System } from '../system/system.js';
import { exactText } from './number-text.js';

/** What `sensitivity --json` prints. */
export interface SensitivityReport {
  readonly config: string;
  readonly name: string;
  readonly measure: string;
  readonly unit: string;
  readonly value: number;
  /** 1 - value, where the measure is a probability or a share of time. */
  readonly complement?: number;
  readonly method: string;
  /** What elasticities are of: for a share or probability the smaller of the measure and its complement. */
  readonly elasticityOf: 'value' | 'complement';
  readonly complete: boolean;
  /** Largest elasticity first. */
  readonly parameters: readonly ParameterReport[];
  readonly skipped: readonly Skipped[];
  readonly notes: readonly string[];
  /** Of a system whose service is a function of independent components. */
  readonly components?: readonly ComponentImportance[];
  /** The probabilities at which components are held: "steady availability". */
  readonly componentsAt?: string;
  /** Why a system has no component importances. */
  readonly componentsRefused?: readonly string[];
  readonly seed?: string;
  readonly confidence?: number;
}

export interface ParameterReport {
  readonly name: string;
  /** In the net's time unit, if it is a time. */
  readonly value: number;
  /** As it is written. */
  readonly text: string;
  readonly unit: string;
  readonly derivative: number;
  /** Interval of the derivative, when it is estimated. */
  readonly low?: number;
  readonly high?: number;
  /** Percent by which the measure changes when the parameter grows by a percent, for small changes; absent where either is 0. */
  readonly elasticity?: number;
  readonly method: string;
}

/** Why a measure has no sensitivities. */
export class NoSensitivities extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'NoSensitivities';
  }
}

/**
 * Derivatives of a measure to all numbers of a model: on its Markov chain or, where it has none, by pairs of trials; and what
 * matters among the components of a system. Throws NoSensitivities.
 */
export async function sensitivityReport(
  config: string,
  { net, document, system }: Model,
  measure: Measure,
  options: FiniteDifferenceOptions,
): Promise<SensitivityReport> {
  const about = {
    config,
    name: net.name,
    measure: measure.name,
    unit: measure.unit,
    ...(system === undefined ? {} : componentPart(system, measure)),
  };
  const found = exactSensitivities(net, document, measure.name);
  if (found.kind === 'solved') {
    const part = exactPart(found, net, document);
    return { ...about, ...(await withUndecided(part, found.undecided, net, document, measure, options)) };
  }
  return { ...about, ...(await simulatedPart(found.reason, net, document, measure, options)) };
}

/** The measure that is asked for when none is: the first of these, or the first of all. */
export function defaultMeasure(net: Net): Measure | undefined {
  const preferred = ['availability-long-run', 'availability', 'reliability', 'mttf'];
  const named = preferred.flatMap((name) => net.measures.find((measure) => measure.name === name) ?? []);
  return named[0] ?? net.measures[0];
}

function componentPart(system: System, measure: Measure): Partial<SensitivityReport> {
  const found = componentImportances(system, measure);
  if (!found.applies) return { componentsRefused: found.reasons };
  return { components: found.components, componentsAt: found.at };
}

type Part = Omit<SensitivityReport, 'config' | 'name' | 'measure' | 'unit'>;

function exactPart(
  { measure, method, derivatives, skipped, approximations }: Sensitivities,
  net: Net,
  document: NetDocument,
): Part {
  const { value, complement } = measure;
  const scale = scaleOf(value, complement);
  const approximate = approximations.length > 0;
  return {
    value,
    ...(complement === undefined ? {} : { complement }),
    method: approximate ? `${method}, approximate` : method,
    elasticityOf: scale.of,
    complete: true,
    parameters: ranked(
      derivatives.map(({ parameter, derivative }) => ({
        ...described(parameter, net, document),
        derivative,
        ...elasticity(parameter, derivative, scale),
        method: approximate ? 'approximate' : 'exact',
      })),
    ),
    skipped,
    notes: approximations,
  };
}

/** Adds what hangs on the shape of an approximated delay, from pairs of trials. */
async function withUndecided(
  part: Part,
  undecided: readonly Parameter[],
  net: Net,
  document: NetDocument,
  measure: Measure,
  options: FiniteDifferenceOptions,
): Promise<Part> {
  if (undecided.length === 0) return part;
  const { finiteDifferences } = await import('../experiment/finite-differences.js');
  const found = await finiteDifferences(withMeasure(document, measure.name), measure.name, undecided, options);
  if (found === undefined) {
    const reason = `hangs on the shape of an approximated delay, and ${measure.name} has no value in a single trial`;
    return { ...part, skipped: [...part.skipped, ...undecided.map(({ name }) => ({ name, reason }))] };
  }
  const { complete, seed, confidence, skipped } = found;
  const parameters = ranked([
    ...part.parameters,
    ...pairedRows(found, net, document, scaleOf(part.value, part.complement)),
  ]);
  const note = `simulated, for they hang on the shape of an approximated delay: ${undecided.map(({ name }) => name).join(', ')}`;
  const notes = [...part.notes, note];
  return { ...part, complete, parameters, skipped: [...part.skipped, ...skipped], notes, seed, confidence };
}

async function simulatedPart(
  reason: string,
  net: Net,
  document: NetDocument,
  measure: Measure,
  options: FiniteDifferenceOptions,
): Promise<Part> {
  const alone = withMeasure(document, measure.name);
  const { parameters, skipped } = parametersOf(net, alone, measure);
  const { finiteDifferences } = await import('../experiment/finite-differences.js');
  const found = await finiteDifferences(alone, measure.name, parameters, options);
  if (found === undefined) throw new NoSensitivities(`${reason}; and it has no value in a single trial`);
  const { base, complete, seed, confidence } = found;
  if (base === undefined) throw new NoSensitivities('interrupted: nothing is known yet');
  if (base.kind === 'curve')
    throw new NoSensitivities('a curve has no single derivative: ask for a measure at one time');
  const complement = isShare(net, measure) ? 1 - base.estimate : undefined;
  const scale = scaleOf(base.estimate, complement);
  return {
    value: base.estimate,
    ...(complement === undefined ? {} : { complement }),
    method: `central differences of pairs of trials on common random numbers, ${pairsOf(found)} a parameter`,
    elasticityOf: scale.of,
    complete,
    parameters: ranked(pairedRows(found, net, document, scale)),
    skipped: [...skipped, ...found.skipped],
    notes: [`simulated: ${reason}`],
    seed,
    confidence,
  };
}

function pairedRows(
  { differences }: FiniteDifferences,
  net: Net,
  document: NetDocument,
  scale: Scale,
): ParameterReport[] {
  return differences.map(({ parameter, step, slope, trials }) => ({
    ...described(parameter, net, document),
    derivative: slope.estimate,
    low: slope.low,
    high: slope.high,
    ...elasticity(parameter, slope.estimate, scale),
    method: `${trials} pairs of trials at ${parameter.value} +- ${step}`,
  }));
}

const pairsOf = ({ differences }: FiniteDifferences): number => Math.max(0, ...differences.map(({ trials }) => trials));

interface Scale {
  readonly of: 'value' | 'complement';
  /** Negative when it falls as the measure grows. */
  readonly size: number;
}

/** What a percent of the measure is a percent of: of a share of time, the smaller side. */
function scaleOf(value: number, complement: number | undefined): Scale {
  if (complement !== undefined && complement < value) return { of: 'complement', size: -complement };
  return { of: 'value', size: value };
}

function elasticity({ value }: Parameter, derivative: number, { size }: Scale): { readonly elasticity?: number } {
  const found = (derivative * value) / size + 0;
  return Number.isFinite(found) && value !== 0 ? { elasticity: found } : {};
}

function described({ name, value }: Parameter, { timeUnit }: Net, document: NetDocument) {
  const written = document.constants?.[name];
  const text = typeof written === 'string' ? written : exactText(value, 6);
  return { name, value, text, unit: parseDuration(text).ok ? timeUnit : '' };
}

function ranked(parameters: readonly ParameterReport[]): ParameterReport[] {
  const size = ({ elasticity: found }: ParameterReport): number => Math.abs(found ?? 0);
  return [...parameters].sort((a, b) => size(b) - size(a));
}

function isShare(net: Net, measure: Measure): boolean {
  switch (measure.kind) {
    case 'reach':
      return true;
    case 'instant':
      return isLogic(net, measure.of);
    case 'steady-state':
    case 'average':
      return measure.of.impulses.length === 0 && measure.of.rate !== undefined && isLogic(net, measure.of.rate);
    default:
      return false;
  }
}
