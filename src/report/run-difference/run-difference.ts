import { anyDifference, independentDifference, widened } from '../../estimate/intervals/difference-interval.js';
import type { MeasureReport, RunReport } from '../../experiment/findings/run-report.js';
import { designsOf, type PastRun } from '../../experiment/past-runs/read-run.js';
import type { Interval } from '../number-text.js';
import { pastSearch } from '../past-search.js';
import { type ConfigurationDifference, configurationOf, type PairedConfigs, pairedConfigs } from './configuration.js';
import { type PairedTrials, pairedTrials } from './paired-trials.js';

export type DifferenceVerdict = 'differs' | 'not told apart' | 'same';

/** One measure of two runs. */
export interface ResultDifference {
  /** `design`, `baseline`, the values of a sweep's point, or a config of a batch. */
  readonly design: string;
  readonly measure: string;
  /** Of a curve: the time at which the two are furthest apart beside what is known of them. */
  readonly at?: number;
  readonly unit: string;
  readonly before: number;
  readonly after: number;
  /** After - before, with an interval that holds together with all others at the stated confidence. */
  readonly difference: Interval;
  readonly method: string;
  readonly verdict: DifferenceVerdict;
}

/** What a run is. */
export interface RunDescription {
  readonly command: string;
  readonly configs: readonly string[];
  readonly complete: boolean;
  /** What a search found, in a sentence. */
  readonly found?: string;
}

export interface RunDifference {
  /** Their folders. */
  readonly runs: readonly [string, string];
  readonly about: readonly [RunDescription, RunDescription];
  /** Configs that only one of them has, by file. */
  readonly configs: PairedConfigs['only'];
  /** Between configs that both have, and between how they were run. */
  readonly configuration: readonly ConfigurationDifference[];
  /** That all intervals of differences hold at once. */
  readonly confidence: number;
  readonly results: readonly ResultDifference[];
  /** Measures that only one of the runs has, or that have another unit in the other; `all measures at n = 3` of a design that only one has. */
  readonly notCompared: readonly string[];
  /** Whether any result differs significantly. */
  readonly significant: boolean;
}

/**
 * What differs between two runs, in configuration and in results. Results are compared at one confidence for all together (Bonferroni). With
 * equal seeds and kept trials, trial k is paired with trial k; with equal seeds alone nobody knows how the two hang together, and the
 * interval allows for anything; with other seeds they are independent.
 */
export async function runDifference(before: PastRun, after: PastRun, confidence: number): Promise<RunDifference> {
  const configs = pairedConfigs(before, after);
  const pairs = compared(designsBeside(before, after, configs), designsBeside(after, before, configs));
  const family = pairs.both.length;
  const paired = await pairedTrials(before, after);
  const how: How = { paired, sameSeed: before.seed === after.seed, error: (1 - confidence) / Math.max(1, family) };
  const results = pairs.both.map((pair) => differenceOf(pair, how));
  return {
    runs: [before.folder, after.folder],
    about: [descriptionOf(before), descriptionOf(after)],
    configs: configs.only,
    configuration: configurationOf(before, after, configs),
    confidence,
    results,
    notCompared: pairs.notCompared,
    significant: results.some(({ verdict }) => verdict === 'differs'),
  };
}

function descriptionOf(run: PastRun): RunDescription {
  const { manifest, complete } = run;
  const search = pastSearch(run);
  return {
    command: manifest.command,
    configs: manifest.configs.map(({ file }) => file),
    complete,
    ...(search === undefined ? {} : { found: search.found }),
  };
}

type Designs = ReadonlyMap<string, Partial<RunReport>>;

/** The designs of a run by the names that they have in another: what a run of one config found is an entry of a batch of many. */
function designsBeside(run: PastRun, other: PastRun, { pairs }: PairedConfigs): Designs {
  const designs = designsOf(run.summary);
  if (run.manifest.command !== 'batch' || other.manifest.command !== 'run') return designs;
  const files = pairs.flatMap(({ before, after }) => [before.file, after.file]);
  return new Map([...designs].map(([file, report]) => [files.includes(file) ? 'design' : file, report]));
}

interface Point extends Interval {
  readonly at?: number;
}

/** What two runs both know: a number, or a curve that is one thing to be told apart. */
interface Pair {
  readonly design: ResultDifference['design'];
  readonly measure: string;
  readonly unit: string;
  readonly points: readonly { readonly before: Point; readonly after: Point }[];
  readonly errors: readonly [number, number];
}

function compared(own: Designs, others: Designs) {
  const both: Pair[] = [];
  const notCompared: string[] = [];
  for (const design of new Set([...own.keys(), ...others.keys()])) {
    const [a, b] = [own, others].map((designs) => knownOf(designs.get(design)));
    if (a?.size === 0 || b?.size === 0) {
      if (a?.size !== b?.size)
        notCompared.push(`all measures${design === 'design' ? ' of the design' : designText(design)}`);
      continue;
    }
    for (const measure of new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])])) {
      const known = a?.get(measure);
      const other = b?.get(measure);
      const points = known && other && known.unit === other.unit ? pointsOf(known, other) : [];
      if (known === undefined || other === undefined || points.length === 0)
        notCompared.push(`${measure}${designText(design)}`);
      else {
        const errors = [1 - known.confidence, 1 - other.confidence] as const;
        both.push({ design, measure, unit: known.unit, points, errors });
      }
    }
  }
  return { both, notCompared };
}

/** Of which design a measure is, behind its name; of the first, nothing. */
export function designText(design: string): string {
  if (design === 'design') return '';
  return design === 'baseline' ? ' of the baseline' : ` at ${design}`;
}

interface KnownMeasure extends Pick<MeasureReport, 'unit' | 'confidence'> {
  readonly points: readonly Point[];
}

function knownOf(report: Partial<RunReport> | undefined): ReadonlyMap<string, KnownMeasure> {
  const known = new Map<string, KnownMeasure>();
  for (const [name, measure] of Object.entries(report?.measures ?? {}))
    known.set(name, { ...measure, points: [measure] });
  for (const [name, { points, unit, confidence }] of Object.entries(report?.curves ?? {})) {
    const band = points.map(({ at, estimate, bandLow, bandHigh }) => ({ at, estimate, low: bandLow, high: bandHigh }));
    known.set(name, { unit, confidence, points: band });
  }
  return known;
}

function pointsOf(before: KnownMeasure, after: KnownMeasure): Pair['points'] {
  const byTime = new Map(after.points.map((point) => [point.at, point]));
  return before.points.flatMap((point) => {
    const other = byTime.get(point.at);
    return other === undefined ? [] : [{ before: point, after: other }];
  });
}

interface How {
  readonly paired: PairedTrials | undefined;
  readonly sameSeed: boolean;
  /** How often each interval may be wrong. */
  readonly error: number;
}

function differenceOf(pair: Pair, how: How): ResultDifference {
  const found = pair.points.map((point) => atPoint(point, pair, how));
  const furthest = found.reduce((a, b) => (separation(b.difference) > separation(a.difference) ? b : a));
  const { design, measure, unit } = pair;
  return { design, measure, unit, ...furthest };
}

/** How far an interval's middle is from 0 in half-widths; above 1 it leaves 0 out. */
function separation({ low, high }: Interval): number {
  const far = Math.abs(low + high) / (high - low);
  return Number.isNaN(far) ? 0 : far;
}

function atPoint({ before, after }: Pair['points'][number], pair: Pair, how: How) {
  const { difference, method } = intervalOf(before, after, pair, how);
  const same = before.estimate === after.estimate && before.low === after.low && before.high === after.high;
  const apart = difference.low > 0 || difference.high < 0;
  const verdict: DifferenceVerdict = apart ? 'differs' : same ? 'same' : 'not told apart';
  const at = before.at === undefined ? {} : { at: before.at };
  return { ...at, before: before.estimate, after: after.estimate, difference, method, verdict };
}

function intervalOf(
  before: Point,
  after: Point,
  { design, measure, errors }: Pair,
  { paired, sameSeed, error }: How,
): { readonly difference: Interval; readonly method: string } {
  const tally = before.at === undefined ? paired?.(design, measure) : undefined;
  if (tally !== undefined) {
    const { difference, trials } = tally.result(1 - error);
    const { estimate, low, high } = difference;
    return { difference: { estimate, low, high }, method: `${trials.toLocaleString('en')} paired trials` };
  }
  const each = sameSeed ? error / 2 : error;
  const [a, b] = [widened(before, errors[0], each), widened(after, errors[1], each)] as const;
  return sameSeed
    ? { difference: anyDifference(a, b), method: 'equal seeds, unpaired' }
    : { difference: independentDifference(a, b), method: 'independent seeds' };
}
