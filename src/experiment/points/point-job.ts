import type { DesignValues } from '../config-file.js';
import type { RunReport } from '../findings/run-report.js';
import type { Chunk, ChunkOutcome, TrialFailure } from '../job.js';
import type { SimulateOptions } from '../simulate.js';

/** What holds for all points of a sweep. */
export interface PointSettings extends Pick<SimulateOptions, 'trials' | 'precision' | 'confidence' | 'effort'> {
  readonly seed?: string;
  /** Those that trials are for; all when absent. */
  readonly measures?: readonly string[];
}

/** A design to be run from its config to its results, all in one place. */
export interface PointJob {
  /** Named in what is said of it. */
  readonly file: string;
  readonly text: string;
  readonly values: DesignValues;
  readonly settings: PointSettings;
}

/** What running a point comes to. */
export type PointOutcome =
  | {
      readonly kind: 'report';
      readonly report: RunReport;
      /** The largest relative half-width that is known, of the measures that matter; infinite when none is. */
      readonly widest: number;
    }
  /** It is the user's error: what is wrong at this point. */
  | { readonly kind: 'failed'; readonly lines: readonly string[]; readonly trial?: TrialFailure };

/** What one task leaves of a point. */
export type PointState =
  | PointOutcome
  /** It is too much for one task: these chunks are done, and the rest can be shared out. */
  | { readonly kind: 'begun'; readonly chunks: readonly BegunChunk[] };

export interface BegunChunk {
  readonly chunk: Chunk;
  readonly outcome: ChunkOutcome & { kind: 'done' };
}

/** The one chunk of a point's job. */
export const wholePoint: Chunk = { run: 0, first: 0, count: 1 };
