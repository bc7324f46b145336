import { closedForm } from '../../exact/closed-forms/of-system.js';
import type { ExactResult } from '../../exact/result.js';
import { type SolveOptions, solveExact } from '../../exact/solve.js';
import { isCurve } from '../../net/curve.js';
import type { Model } from '../../system/model.js';

/** A measure solved, by whatever way gives it: closed form and chain side by side where both do. */
export interface ExactMeasure {
  readonly unit: string;
  readonly result: ExactResult;
  /** The value by closed form, where one applies. */
  readonly closedForm?: { readonly value: number; readonly method: string };
}

export interface ExactReport {
  readonly config: string;
  readonly name: string;
  readonly measures: Readonly<Record<string, ExactMeasure>>;
}

/** Solves all measures of a model, or those named. */
export function exactReport(config: string, { net, system }: Model, options: SolveOptions): ExactReport {
  const results = solveExact(net, options);
  const measures: Record<string, ExactMeasure> = {};
  for (const measure of net.measures) {
    const { name, unit } = measure;
    const result = results[name];
    if (result === undefined) continue;
    const form = system === undefined || isCurve(measure) ? undefined : closedForm(system, name);
    const known = form?.applies === true ? { closedForm: { value: form.value, method: form.method } } : {};
    measures[name] = { unit, result, ...known };
  }
  return { config, name: net.name, measures };
}
