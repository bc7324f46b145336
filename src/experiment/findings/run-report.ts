import type { CurvePoint, Estimate, MeasureResult } from '../../estimate/result.js';
import { agreementOf, falseAlarm } from './agreement.js';
import type { ExactSource, ExactValue } from './exact-source.js';

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
  /** Whether the exact value lies in the interval that leaves it out once in a million; absent where notes say why. */
  readonly agrees?: boolean;
}

/** A measure at several times, as `--json` and summary.json show it. */
export interface CurveReport {
  readonly confidence: number;
  readonly method: string;
  readonly unit: string;
  readonly trials: number;
  readonly notes?: readonly string[];
  readonly points: readonly (CurvePoint & { readonly exact?: number })[];
  /** Whether the exact curve lies in the band that leaves it out once in a million. */
  readonly agrees?: boolean;
}

/** What trials said of a design, beside what is known exactly; other programs read this. */
export interface RunReport {
  readonly config: string;
  readonly name: string;
  readonly seed: string;
  /** Most trials that any measure had. */
  readonly trials: number;
  readonly complete: boolean;
  readonly events: number;
  /** Of the curves' points. */
  readonly timeUnit: string;
  /** Measures that cannot be had to the precision asked for. */
  readonly outOfReach?: readonly string[];
  readonly measures: Readonly<Record<string, MeasureReport>>;
  readonly curves: Readonly<Record<string, CurveReport>>;
}

export interface RunFacts extends Omit<RunReport, 'trials' | 'measures' | 'curves'> {
  readonly results: Readonly<Record<string, MeasureResult>>;
  readonly exact: ExactSource;
  /** The result of a measure again, with an interval of another confidence. */
  resultAt(measure: string, confidence: number): MeasureResult | undefined;
}

/** Puts estimates and exact values side by side. */
export function runReport(facts: RunFacts): RunReport {
  const measures: Record<string, MeasureReport> = {};
  const curves: Record<string, CurveReport> = {};
  for (const [name, result] of Object.entries(facts.results)) {
    if (result.kind === 'value') measures[name] = measureReport(name, result, facts);
    else {
      const { kind: _, relativeHalfWidth: __, points, ...rest } = result;
      const withExact = points.map((point) => pointReport(point, facts.exact(name, point.at)));
      curves[name] = { ...rest, points: withExact, ...verdict(name, facts, rest.notes) };
    }
  }
  const { results, exact: _, resultAt: __, ...about } = facts;
  const trials = Math.max(0, ...Object.values(results).map((result) => result.trials));
  return { ...about, trials, measures, curves };
}

function measureReport(name: string, result: Estimate, facts: RunFacts): MeasureReport {
  const { kind: _, relativeHalfWidth: __, ...rest } = result;
  const exact = facts.exact(name);
  return exact === undefined ? rest : { ...rest, exact, ...verdict(name, facts, rest.notes) };
}

function pointReport(point: CurvePoint, exact: ExactValue | undefined): CurveReport['points'][number] {
  return exact === undefined ? point : { ...point, exact: exact.value };
}

/** Whether a measure agrees, or a note on why it is not judged. */
function verdict(
  name: string,
  { exact, resultAt }: RunFacts,
  notes: readonly string[] = [],
): Pick<MeasureReport, 'agrees' | 'notes'> {
  const result = resultAt(name, 1 - falseAlarm);
  const agreement = result && agreementOf(result, (at) => exact(name, at));
  if (agreement?.unjudged !== undefined) return { notes: [...notes, agreement.unjudged] };
  return agreement?.agrees === undefined ? {} : { agrees: agreement.agrees };
}
