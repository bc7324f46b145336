import type { Contest, Threshold, VariedDesign } from '../../experiment/boundary/contest.js';
import { sidesAt } from '../../experiment/boundary/contest.js';
import {
  type Boundaries,
  type BoundaryOptions,
  type ExactBoundaries,
  findBoundaries,
  type SimulatedBoundaries,
} from '../../experiment/boundary/find-boundaries.js';
import type { Division } from '../../experiment/boundary/segments.js';
import type { Side } from '../../experiment/boundary/tested.js';
import type { DesignValues } from '../../experiment/config-file.js';
import type { Scale } from '../../experiment/sweep/scale.js';
import { betterDirection, type Direction } from '../better.js';

/** What `boundary --json` prints. Sides are those of A - B, or of A - threshold: `above` where A has more. */
export interface BoundaryReport {
  readonly measure: string;
  readonly unit: string;
  /** Which of the two is better; absent when nothing says so. */
  readonly better?: Direction;
  readonly A: DesignReport;
  readonly B?: DesignReport;
  readonly threshold?: Threshold;
  readonly range: Scale;
  readonly answer: Answer;
  readonly complete: boolean;
  readonly exact?: ExactBoundaries;
  readonly simulated?: SimulatedBoundaries;
  /** Of simulation and exact solution. */
  readonly agrees?: boolean;
}

export interface DesignReport {
  readonly name: string;
  readonly config: string;
  /** Other values that it has than its config. */
  readonly values?: DesignValues;
  /** Where the number is put. */
  readonly paths: readonly string[];
}

/**
 * Over the whole range: whether A is better, or beyond the threshold, always, never, or up to boundaries; `not separated` when it was not told
 * from the other anywhere, `in part` when it was not told everywhere and never changed where it was.
 */
export type Answer = 'always' | 'never' | 'boundaries' | 'not separated' | 'in part' | 'interrupted';

export interface BoundaryRequest extends BoundaryOptions {
  /** Said by the user; by default it is what the measure's name says. */
  readonly better?: Direction;
}

/** Where a design stops being better than another, or a measure crosses a value. Throws NotPaired. */
export async function boundaryReport(contest: Contest, request: BoundaryRequest): Promise<BoundaryReport> {
  const { design, rival, measure, scale } = contest;
  const { model } = sidesAt(contest, scale.low).left;
  const { unit } = model.net.measures[0] ?? { unit: '' };
  const better = request.better ?? betterDirection(model, measure);
  const found = await findBoundaries(contest, request);
  const against = 'paths' in rival ? { B: designReport(rival) } : { threshold: rival };
  const wins = winningSide(better, 'paths' in rival ? undefined : rival);
  return {
    measure,
    unit,
    ...(better === undefined ? {} : { better }),
    A: designReport(design),
    ...against,
    range: { low: scale.low, high: scale.high, of: scale.of, spacing: scale.spacing },
    answer: answerOf(found, wins),
    ...found,
  };
}

/** What is known exactly decides. */
export const deciding = ({ exact, simulated }: Pick<Boundaries, 'exact' | 'simulated'>): Division | undefined =>
  exact ?? simulated;

function designReport({ name, config, values, paths, isBaseline }: VariedDesign): DesignReport {
  return {
    name,
    config: isBaseline ? `${config.file} baseline` : config.file,
    ...(values === undefined ? {} : { values }),
    paths,
  };
}

/** The side on which A is where the question is answered by yes. */
function winningSide(better: Direction | undefined, threshold: Threshold | undefined): Side {
  if (threshold !== undefined) return threshold.relation;
  return better === 'lower' ? 'below' : 'above';
}

function answerOf(found: Boundaries, wins: Side): Answer {
  const division = deciding(found);
  if (division === undefined || !found.complete) return 'interrupted';
  if (division.boundaries.length > 0) return 'boundaries';
  const sides = new Set(division.segments.map(({ side }) => side));
  if (sides.size === 1 && sides.has('unknown')) return 'not separated';
  if (sides.has('unknown')) return 'in part';
  return sides.has(wins) && !sides.has('equal') ? 'always' : 'never';
}
