import type { RunBudget } from './budget.js';
import type { Executor } from './executor.js';
import type { AnyJob, Chunk, ChunkOutcome, TrialFailure } from './job.js';
import { keepBusy } from './keep-busy.js';
import { TrialFailed } from './trial-failed.js';

type Done = ChunkOutcome & { kind: 'done' };
type Failed = ChunkOutcome & { kind: 'failed' };

/** What gathers the chunks of one run, in order of their trials. */
export interface Lane {
  readonly budget: RunBudget;
  readonly trials: number;
  /** Trials that it will take, as far as can be told. */
  readonly trialsExpected: number;
  take(state: object): void;
  /** Whether no more trials are needed; asked after each chunk taken. */
  enough(): boolean;
}

/** How far something is. */
export interface Progress {
  /** Of the work, from 0 to 1; with a precision it is a guess. */
  readonly share: number;
  readonly trials: number;
  readonly events: number;
}

/** Where finished chunks are kept, so that an interrupted experiment goes on where it was. */
export interface Journal {
  known(chunk: Chunk): Done | undefined;
  /** Kept for good when it resolves. */
  append(chunk: Chunk, outcome: Done): Promise<void>;
}

export interface ConductOptions {
  readonly executor: Executor;
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the experiment after the chunks under way. */
  readonly signal?: AbortSignal;
  readonly journal?: Journal;
}

export interface Conducted {
  /** False when the signal ended it before its time. */
  readonly complete: boolean;
  readonly events: number;
}

/**
 * Runs the lanes of a job, chunk after chunk. Chunks may finish in any order; they are merged in the order of their trials, and
 * what lies beyond a lane's stopping point is left out as if never computed, so that neither the number of workers nor an
 * interruption has a say in the results. Throws TrialFailed when a trial that counts meets what the net forbids: the first such.
 */
export async function conduct(job: AnyJob, lanes: readonly Lane[], options: ConductOptions): Promise<Conducted> {
  const { executor, onProgress, signal, journal } = options;
  const queues = lanes.map((lane, run) => new Queue(lane, run));
  const over = new AbortController();
  const unneeded = signal === undefined ? over.signal : AbortSignal.any([signal, over.signal]);
  let underWay = 0;
  const anew = async (chunk: Chunk): Promise<ChunkOutcome> => {
    underWay++;
    try {
      return await executor.compute(job, chunk, unneeded);
    } finally {
      underWay--;
    }
  };
  const compute = async (chunk: Chunk): Promise<void> => {
    const known = journal?.known(chunk);
    const outcome = known ?? (await anew(chunk));
    if (known === undefined && outcome.kind === 'done') await journal?.append(chunk, outcome);
    (queues[chunk.run] as Queue).take(chunk, outcome);
    onProgress?.(progressOf(queues));
    if (underWay > 0 && queues.every(({ ended }) => ended)) over.abort();
  };
  await keepBusy({ executor, signal }, () => firstOf(queues, (queue) => queue.nextChunk()), compute);
  const failure = firstOf(queues, (queue) => queue.failure);
  if (failure !== undefined) throw new TrialFailed(failure);
  return { complete: queues.every((queue) => queue.complete), events: sum(queues, (queue) => queue.events) };
}

function progressOf(queues: readonly Queue[]): Progress {
  const done = sum(queues, ({ lane }) => lane.trials * lane.budget.eventsPerTrial);
  const expected = sum(queues, ({ lane, complete }) => {
    return (complete ? lane.trials : lane.trialsExpected) * lane.budget.eventsPerTrial;
  });
  return {
    share: Math.min(1, done / expected),
    trials: sum(queues, ({ lane }) => lane.trials),
    events: sum(queues, ({ events }) => events),
  };
}

/** One lane on its way. */
class Queue {
  events = 0;
  private issued = 0;
  private enough = false;
  private failing = false;
  private failed: Failed | undefined;
  private readonly waiting = new Map<number, Done | Failed>();

  constructor(
    readonly lane: Lane,
    private readonly run: number,
  ) {}

  get complete(): boolean {
    return this.enough || this.lane.trials >= this.lane.budget.trials;
  }

  /** Whether what is still under way can change nothing. */
  get ended(): boolean {
    return this.complete || this.failed !== undefined;
  }

  /** The first trial that went wrong, all trials before it being taken. */
  get failure(): TrialFailure | undefined {
    return this.failed?.failure;
  }

  nextChunk(): Chunk | undefined {
    const { trials, chunkTrials } = this.lane.budget;
    if (this.complete || this.failing || this.issued >= trials) return undefined;
    const chunk = { run: this.run, first: this.issued, count: Math.min(chunkTrials, trials - this.issued) };
    this.issued += chunk.count;
    return chunk;
  }

  take(chunk: Chunk, outcome: Done | Failed): void {
    this.waiting.set(chunk.first, outcome);
    if (outcome.kind === 'failed') this.failing = true;
    for (;;) {
      const next = this.waiting.get(this.lane.trials);
      if (next === undefined || this.complete) return;
      if (next.kind === 'failed') {
        this.failed = next;
        return;
      }
      this.waiting.delete(this.lane.trials);
      this.lane.take(next.state);
      this.events += next.events;
      this.enough = this.lane.enough();
    }
  }
}

function firstOf<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
