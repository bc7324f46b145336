import type { DesignValues } from '../config-file.js';
import type { RunReport } from '../findings/run-report.js';
import type { Chunk, ChunkOutcome, TrialFailure } from '../job.js';
import type { KeptTrials } from '../kept-trials/kept-trials.js';
import type { SimulateOptions } from '../simulate.js';

/** What holds for all points of a sweep. */
export interface PointSettings extends Pick<SimulateOptions, 'trials' | 'precision' | 'confidence' | 'effort'> {
  readonly seed?: string;
  /** Those that trials are for; all when absent. */
  readonly measures?: readonly string[];
  /** Whether what each trial said is kept. */
  readonly keepTrials?: true;
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
      /** Of each run, how to read its trials from the chunks of the point; when they are kept. */
      readonly kept?: readonly KeptTrials[];
    }
  /** It is the user's error: what is wrong at this point. */
  | { readonly kind: 'failed'; readonly lines: readonly string[]; readonly trial?: TrialFailure };

/** What one task leaves of a point. */
export interface PointState {
  /** Absent when it is too much for one task: the rest of its chunks can be shared out. */
  readonly outcome?: PointOutcome;
  /** Those that are done and needed again: to go on with, or because they say what each trial said. */
  readonly chunks: readonly PointChunk[];
}

export interface PointChunk {
  readonly chunk: Chunk;
  readonly outcome: ChunkOutcome & { kind: 'done' };
}

/** The one chunk of a point's job. */
export const wholePoint: Chunk = { run: 0, first: 0, count: 1 };
