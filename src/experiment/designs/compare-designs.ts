import type { Interval } from '../../estimate/intervals/interval.js';
import type { PairedTally } from '../../estimate/paired.js';
import { isCurve } from '../../net/curve.js';
import type { Model } from '../../system/model.js';
import type { Effort } from '../budget.js';
import { compare } from '../compare.js';
import type { Progress } from '../conduct.js';
import type { Executor } from '../executor.js';
import { falseAlarm } from '../findings/agreement.js';
import { agrees, exactSides } from '../findings/exact-difference.js';
import { exactSource } from '../findings/exact-source.js';
import { pairedDifference, pairRange } from '../findings/simulated-difference.js';
import type { PreparedJob } from '../job.js';
import type { MeasureSide } from '../side.js';
import { defaultSeed, prepareRead } from '../simulate.js';
import { type Design, modelOfDesign } from './design.js';

/** A number with its interval. */
export interface Known {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** One measure of two designs. Differences are the first less the second, ratios the first over the second. */
export interface MeasureComparison {
  readonly unit: string;
  readonly first: Known;
  readonly second: Known;
  readonly difference: Known;
  readonly ratio: Known;
  /** The side of 0 on which the difference is. */
  readonly side: 'above' | 'below' | 'unknown';
  readonly correlation: number;
  /** How many times more trials it would take without common random numbers. */
  readonly gain: number;
  readonly trials: number;
  readonly exact?: { readonly first: number; readonly second: number; readonly difference: number };
  /** Whether an interval that is wrong once in a million holds the exact difference. */
  readonly agrees?: boolean;
}

export interface DesignComparison {
  readonly rival: Design;
  readonly measures: Readonly<Record<string, MeasureComparison>>;
}

export interface DesignComparisons {
  /** False when it was interrupted. */
  readonly complete: boolean;
  readonly comparisons: readonly DesignComparison[];
  /** That all intervals hold at once; each has `confidenceEach`. */
  readonly confidence: number;
  readonly confidenceEach: number;
  readonly intervals: number;
  readonly seed: string;
}

export interface CompareDesignsOptions {
  readonly measures?: readonly string[];
  readonly confidence: number;
  readonly trials?: number;
  readonly seed?: string;
  /** Computes; the caller closes it. */
  readonly executor: Executor;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Of each of the runs that measures share. */
const effort: Effort = { trials: 10_000, events: 20_000_000 };

/** Measures that two designs have in single trials, in the order of the first. */
export function pairable(own: PreparedJob, other: PreparedJob): readonly string[] {
  return own.net.measures
    .filter((measure) => !isCurve(measure))
    .map(({ name }) => name)
    .filter((name) => own.runOf(name) !== undefined && other.runOf(name) !== undefined);
}

/** A design and its rivals, prepared on the same random numbers. */
export function preparedDesigns(designs: readonly Design[], seed?: string): readonly PreparedDesign[] {
  const models = designs.map((design) => modelOfDesign(design));
  // Whatever seeds the others have: equal parts meet equal fates.
  const common = seed ?? models[0]?.net.run.seed ?? defaultSeed;
  return models.map((model, index) => {
    return { design: designs[index] as Design, model, prepared: prepareRead(model, { seed: common }) };
  });
}

export interface PreparedDesign {
  readonly design: Design;
  readonly model: Model;
  readonly prepared: PreparedJob;
}

/** The first design against each of the others, trial by trial. All intervals hold at once with the confidence (Bonferroni). */
export async function compareDesigns(
  [own, ...others]: readonly PreparedDesign[],
  options: CompareDesignsOptions,
): Promise<DesignComparisons> {
  if (own === undefined) throw new Error('there is no design');
  const { confidence, executor, signal, onProgress } = options;
  const wanted = others.map(({ prepared }) => {
    const common = pairable(own.prepared, prepared);
    return common.filter((name) => options.measures?.includes(name) ?? true);
  });
  const intervals = wanted.reduce((total, measures) => total + measures.length, 0);
  const confidenceEach = 1 - (1 - confidence) / Math.max(1, intervals);
  const trials = options.trials ?? own.model.net.run.trials;
  const comparisons: DesignComparison[] = [];
  const known = { own: exactSource(own.model) };
  let complete = true;
  for (const [index, rival] of others.entries()) {
    const found = await compare(own.prepared, rival.prepared, wanted[index] ?? [], {
      executor,
      effort,
      confidence: confidenceEach,
      ...(trials === undefined ? {} : { trials }),
      ...(signal === undefined ? {} : { signal }),
      onProgress: ({ share, ...work }) => onProgress?.({ ...work, share: (index + share) / others.length }),
    });
    complete = found.complete;
    if (!complete) break;
    const source = exactSource(rival.model);
    const sourceOf = (model: Model) => (model === own.model ? known.own : source);
    const measures = [...found.tallies].map(([measure, tally]) => {
      return [measure, comparisonOf(measure, tally, own, rival, confidenceEach, sourceOf)] as const;
    });
    comparisons.push({ rival: rival.design, measures: Object.fromEntries(measures) });
  }
  return { complete, comparisons, confidence, confidenceEach, intervals, seed: own.prepared.job.seed };
}

function comparisonOf(
  measure: string,
  tally: PairedTally,
  own: PreparedDesign,
  rival: PreparedDesign,
  confidence: number,
  sourceOf: (model: Model) => ReturnType<typeof exactSource>,
): MeasureComparison {
  const range = pairRange(own.prepared.net, rival.prepared.net, measure);
  const { estimate, low, high } = pairedDifference(tally, 1, 1, range, confidence);
  const { ratio, correlation, gain, trials } = tally.result(confidence);
  const { a: first, b: second } = tally.means(confidence);
  const sides = { left: sideOf(own, measure), right: sideOf(rival, measure) };
  const exact = exactSides(sides, sourceOf);
  const surely = exact && pairedDifference(tally, 1, 1, range, 1 - falseAlarm);
  const { unit = '' } = own.prepared.net.measures.find(({ name }) => name === measure) ?? {};
  return {
    unit,
    first,
    second,
    difference: { estimate, low, high },
    ratio,
    side: sideOfZero({ low, high }),
    correlation,
    gain,
    trials,
    ...(exact && surely
      ? {
          exact: { first: exact.left, second: exact.right, difference: exact.difference },
          agrees: agrees(exact, surely),
        }
      : {}),
  };
}

function sideOf({ model }: PreparedDesign, measure: string): MeasureSide {
  return { kind: 'measure', text: measure, factor: 1, measure, model };
}

function sideOfZero({ low, high }: Interval): MeasureComparison['side'] {
  if (low > 0) return 'above';
  return high < 0 ? 'below' : 'unknown';
}
