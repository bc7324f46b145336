import { ChunkAbandoned } from '../chunk-abandoned.js';
import type { Journal } from '../conduct.js';
import { eachOf } from '../each-of.js';
import type { Executor } from '../executor.js';
import { heeding } from '../heeding.js';
import type { Chunk } from '../job.js';
import { WorkerFailure } from '../worker-failure.js';
import { type PointJob, type PointOutcome, type PointState, wholePoint } from './point-job.js';
import type { PointsInMemory, PointsKept } from './points-kept.js';
import { runPoint } from './prepared-point.js';

/** A point of an experiment of many. */
export interface Point {
  /** From 0; names it in the run folder. */
  readonly index: number;
  readonly job: PointJob;
}

export interface PointsProgress {
  readonly done: number;
  readonly trials: number;
  readonly events: number;
}

export interface RunPointsOptions {
  readonly executor: Executor;
  readonly folder: PointsKept;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: PointsProgress) => void;
  /** Tells experiments of one folder apart. */
  readonly name?: string;
}

export interface PointsRun {
  readonly counts: { readonly points: number; readonly trials: number; readonly events: number };
  /** False when it was interrupted, or a worker failed on a point. */
  readonly complete: boolean;
  /** Points that could not be computed for reasons of the machine. */
  readonly broken: readonly { readonly index: number; readonly message: string }[];
}

const pointsName = 'points';

/** The outcome of a point that is done; undefined when it is not. */
export function outcomeOf(folder: PointsKept, index: number, name = pointsName): PointOutcome | undefined {
  return folder.journal(name).known(chunkOf(index))?.state as PointOutcome | undefined;
}

/** Where the chunks of a point are that tell what each of its trials said. */
export function trialsOf(folder: PointsKept, index: number): Journal {
  return folder.journal(ownName(pointsName, index), true);
}

/** The outcome of a point that is done, which memory then lets go of; undefined when it is not. */
export function takenOutcome(kept: PointsInMemory, index: number): PointOutcome | undefined {
  const outcome = outcomeOf(kept, index);
  if (outcome === undefined) return undefined;
  kept.forgetChunk(pointsName, chunkOf(index));
  kept.forget(ownName(pointsName, index));
  return outcome;
}

/**
 * Runs points, several at a time, each as one task of the executor or, when that takes long, chunk by chunk. What a point comes to goes
 * into the run folder and is not kept in memory. Neither order nor number of tasks has a say in it.
 */
export async function runPoints(points: Iterable<Point>, options: RunPointsOptions): Promise<PointsRun> {
  const { executor, folder, signal, onProgress, name = pointsName } = options;
  const journal = folder.journal(name);
  const broken: { index: number; message: string }[] = [];
  const progress = { done: 0, trials: 0, events: 0 };
  let interrupted = false;
  const run = async ({ index, job }: Point): Promise<void> => {
    const chunk = chunkOf(index);
    const known = knownOutcome(journal, chunk, job);
    try {
      const outcome = known ?? (await outcomeAnew(index, job, options));
      if (outcome === undefined) {
        interrupted = true;
        return;
      }
      const { trials, events } = outcome.kind === 'report' ? outcome.report : { trials: 0, events: 0 };
      if (known === undefined) await journal.append(chunk, { kind: 'done', events, state: outcome });
      progress.done++;
      progress.trials += trials;
      progress.events += events;
      onProgress({ ...progress });
    } catch (error) {
      if (error instanceof ChunkAbandoned) interrupted = true;
      else if (error instanceof WorkerFailure) broken.push({ index, message: error.message });
      else throw error;
    }
  };
  await heeding(signal, () => eachOf(points, () => (signal.aborted ? 0 : executor.parallel), run));
  const { done: count, ...rest } = progress;
  return {
    complete: !interrupted && !signal.aborted && broken.length === 0,
    counts: { points: count, ...rest },
    broken,
  };
}

async function outcomeAnew(index: number, job: PointJob, options: RunPointsOptions): Promise<PointOutcome | undefined> {
  const { executor, folder, signal, name = pointsName } = options;
  const own = ownName(name, index);
  const journal = folder.journal(own, job.settings.keepTrials);
  if (!folder.hasBegun(own)) {
    const done = await executor.compute(job, wholePoint, signal);
    if (done.kind === 'failed') throw new Error(`point ${index} failed as a chunk: ${done.failure.message}`);
    const { outcome, chunks } = done.state as PointState;
    await Promise.all(chunks.map((each) => journal.append(each.chunk, each.outcome)));
    if (outcome !== undefined) return outcome;
  }
  return runPoint(job, { executor, journal, signal });
}

/** The outcome of a point that was done before, if it is all that is asked of it now. */
function knownOutcome(journal: Journal, chunk: Chunk, { settings }: PointJob): PointOutcome | undefined {
  const outcome = journal.known(chunk)?.state as PointOutcome | undefined;
  const lacksTrials = settings.keepTrials === true && outcome?.kind === 'report' && outcome.kept === undefined;
  return lacksTrials ? undefined : outcome;
}

const chunkOf = (index: number): Chunk => ({ run: index, first: 0, count: 1 });

/** Of the chunks of a point that is shared out. */
const ownName = (name: string, index: number): string => `${name} ${index}`;
