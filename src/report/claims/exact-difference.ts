import type { Interval } from '../../estimate/intervals/interval.js';
import { closedForm } from '../../exact/closed-forms/of-system.js';
import type { Check, Side } from '../../experiment/claims/claim.js';
import { chainSource } from '../../experiment/findings/chain-source.js';
import type { ExactSource, ExactValue } from '../../experiment/findings/exact-source.js';
import type { Model } from '../../system/model.js';

/** The difference of the two sides of a check, known without simulating. */
export interface ExactDifference {
  readonly left: number;
  readonly right: number;
  /** left - right; 0 when they differ by no more than rounding errors. */
  readonly difference: number;
  readonly method: string;
}

/** Relative difference that rounding errors of two exact solutions may make. */
const exactError = 1e-9;

/** What is exactly known of a check; undefined when a side is not. */
export function exactDifference(
  { left, right }: Check,
  sourceOf: (model: Model) => ExactSource,
): ExactDifference | undefined {
  const a = sideValue(left, sourceOf);
  const b = sideValue(right, sourceOf);
  if (a === undefined || b === undefined) return undefined;
  const difference = a.value - b.value;
  const rounding = roundingOf(a.value, b.value);
  return {
    left: a.value,
    right: b.value,
    difference: Math.abs(difference) <= rounding ? 0 : difference,
    method: [...new Set([a.method, b.method])].filter((method) => method !== '').join('; '),
  };
}

/** Whether an interval holds the exact difference, but for rounding. */
export function agrees({ left, right, difference }: ExactDifference, { low, high }: Interval): boolean {
  const rounding = roundingOf(left, right);
  return low - rounding <= difference && difference <= high + rounding;
}

const roundingOf = (left: number, right: number): number => exactError * Math.max(Math.abs(left), Math.abs(right));

function sideValue(side: Side, sourceOf: (model: Model) => ExactSource): ExactValue | undefined {
  if (side.kind === 'number') return { value: side.value, method: '' };
  const known = sourceOf(side.model)(side.measure);
  if (known === undefined || !Number.isFinite(known.value)) return undefined;
  return { value: side.factor * known.value, method: known.method };
}

/** Multiplications for one of some hundreds of models; what takes more is left to paired trials. */
const workMost = 1e7;
/** Nets of more activities take seconds to explore, though their members be alike. */
const activitiesMost = 60;

/** Exact values of models, each solved once; by the chain if it is small, for it knows nothing of the formulas that claims are about. */
export function exactSources(): (model: Model) => ExactSource {
  const sources = new Map<string, ExactSource>();
  return (model) => {
    const key = JSON.stringify(model.document);
    const source = sources.get(key) ?? chainOrFormula(model);
    sources.set(key, source);
    return source;
  };
}

function chainOrFormula({ net, system }: Model): ExactSource {
  const chain = chainSource(net, workMost);
  const formula = (measure: string): ExactValue | undefined => {
    const answer = system === undefined ? undefined : closedForm(system, measure);
    if (answer?.applies !== true) return undefined;
    return { value: answer.value, method: `closed form ${answer.form}: ${answer.method}` };
  };
  if (net.activities.length > activitiesMost) return (measure) => formula(measure) ?? chain(measure);
  return (measure) => chain(measure) ?? formula(measure);
}
