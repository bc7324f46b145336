import { InputError, type Problem } from '../config/problem.js';
import {
  compareDesigns,
  type MeasureComparison,
  pairable,
  preparedDesigns,
} from '../experiment/designs/compare-designs.js';
import { inlineExecutor } from '../experiment/inline-executor.js';
import { defaultConfidence } from '../experiment/simulate.js';
import { type DesignLike, designOf } from './design.js';
import { given, OptionCheck, type TrialOptions } from './options.js';
import { Run } from './run.js';

/** How to compare. `confidence` is that all intervals hold at once. */
export interface ComparisonOptions extends TrialOptions {
  /** What is compared: measures with a value in every single trial; by default all of those that both designs have. */
  readonly measures?: readonly string[];
}

/** What pairs of trials said of two designs. */
export interface ComparisonResult {
  /** The names of the two. */
  readonly designs: readonly [string, string];
  readonly seed: string;
  /** False when it was stopped before its time; it has no measures then. */
  readonly complete: boolean;
  /** That all intervals hold at once. */
  readonly confidence: number;
  /** Of a single interval. */
  readonly confidenceEach: number;
  /** By measure; of each the first design less the second, and the first over the second. */
  readonly measures: Readonly<Record<string, MeasureComparison>>;
}

/**
 * Compares two designs on common random numbers: trial k of one with trial k of the other, in which equal parts meet equal fates. The
 * interval of the difference is so much narrower than those of the two that `gain` times fewer trials suffice.
 *
 * The run is under way when this returns; what is wrong comes as its rejection, as with `simulate`.
 *
 * @example
 * ```ts
 * const better = machine.replace('mttr: 1 h', 'mttr: 30 min');
 * const { measures } = await compare(better, machine, { trials: 500, measures: ['availability'] });
 * const { difference, side, gain, exact } = measures.availability;
 * side // => 'above'
 * difference.low > 0 && gain > 1 // => true
 * exact.difference // => 0.00247
 * ```
 */
export function compare(design: DesignLike, rival: DesignLike, options: ComparisonOptions = {}): Run<ComparisonResult> {
  return new Run(async (stage) => {
    const designs = [designOf(design), designOf(rival)] as const;
    const { seed, trials, confidence = defaultConfidence, measures, executor = inlineExecutor() } = options;
    const check = new OptionCheck();
    check.trials(options);
    check.check();
    const prepared = preparedDesigns(
      designs.map(({ read }) => read),
      seed,
    );
    const [own, other] = prepared;
    if (own === undefined || other === undefined) throw new Error('two designs were not prepared');
    refuseUnpaired(measures, pairable(own.prepared, other.prepared));
    const settings = { ...given({ trials, measures }), confidence, executor, ...stage };
    const { comparisons, complete, confidenceEach, seed: common } = await compareDesigns(prepared, settings);
    const [found] = comparisons;
    return {
      designs: [designs[0].name, designs[1].name],
      seed: common,
      complete,
      confidence,
      confidenceEach,
      measures: found?.measures ?? {},
    };
  }, options.signal);
}

/** Throws an InputError when nothing can be compared, or not all that is asked for. */
function refuseUnpaired(asked: readonly string[] | undefined, able: readonly string[]): void {
  if (able.length === 0) {
    const found = 'designs without a measure that both have in single trials';
    throw new InputError([{ path: ['measures'], found, need: 'at least one' }]);
  }
  const problems = (asked ?? []).flatMap((name, index): Problem[] => {
    if (able.includes(name)) return [];
    const found = `${JSON.stringify(name)}, which the two do not both have in single trials`;
    return [{ path: ['measures', index], found, need: `one of ${able.join(', ')}` }];
  });
  if (problems.length > 0) throw new InputError(problems);
}
