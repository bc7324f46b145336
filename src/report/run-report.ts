import type { CurvePoint, Estimate, MeasureResult } from '../estimate/result.js';

/** An exact value with what it comes from. */
export interface ExactValue {
  readonly value: number;
  readonly method: string;
}

/** One measure as `--json` and summary.json show it; other programs read this. */
export interface MeasureReport {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly halfWidth: number;
  readonly confidence: number;
  readonly method: string;
  readonly unit: string;
  readonly trials: number;
  readonly censored?: number;
  readonly notes?: readonly string[];
  readonly exact?: ExactValue;
  /** Whether the exact value lies in the interval that leaves it out once in a million. */
  readonly agrees?: boolean;
}

export interface CurveReport {
  readonly confidence: number;
  readonly method: string;
  readonly unit: string;
  readonly trials: number;
  readonly notes?: readonly string[];
  readonly points: readonly (CurvePoint & { readonly exact?: number })[];
}

export interface RunReport {
  readonly config: string;
  readonly name: string;
  readonly seed: string;
  /** Most trials that any measure had. */
  readonly trials: number;
  readonly complete: boolean;
  readonly events: number;
  readonly measures: Readonly<Record<string, MeasureReport>>;
  readonly curves: Readonly<Record<string, CurveReport>>;
}

/** What is known exactly: a value of a measure, or of a curve at a time. */
export type ExactSource = (measure: string, at?: number) => ExactValue | undefined;

export interface RunFacts {
  readonly config: string;
  readonly name: string;
  readonly seed: string;
  readonly complete: boolean;
  readonly events: number;
  readonly results: Readonly<Record<string, MeasureResult>>;
  readonly exact: ExactSource;
  agrees(measure: string, exact: number): boolean | undefined;
}

/** Puts estimates and exact values side by side. */
export function runReport(facts: RunFacts): RunReport {
  const measures: Record<string, MeasureReport> = {};
  const curves: Record<string, CurveReport> = {};
  for (const [name, result] of Object.entries(facts.results)) {
    if (result.kind === 'value') measures[name] = measureReport(name, result, facts);
    else {
      const { kind: _, relativeHalfWidth: __, points, ...rest } = result;
      curves[name] = { ...rest, points: points.map((point) => withExact(point, facts.exact(name, point.at))) };
    }
  }
  const { config, name, seed, complete, events } = facts;
  const trials = Math.max(0, ...Object.values(facts.results).map((result) => result.trials));
  return { config, name, seed, trials, complete, events, measures, curves };
}

function measureReport(name: string, result: Estimate, facts: RunFacts): MeasureReport {
  const { kind: _, relativeHalfWidth: __, ...rest } = result;
  const exact = facts.exact(name);
  if (exact === undefined) return rest;
  const agrees = facts.agrees(name, exact.value);
  return { ...rest, exact, ...(agrees === undefined ? {} : { agrees }) };
}

function withExact(point: CurvePoint, exact: ExactValue | undefined): CurvePoint & { readonly exact?: number } {
  return exact === undefined ? point : { ...point, exact: exact.value };
}
