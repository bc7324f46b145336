import type { Journal } from '../conduct.js';
import type { Chunk } from '../job.js';

/** Where what is finished of an experiment of many points is kept: a run folder, or memory. */
export interface PointsKept {
  /** With `keepsTrials` it does not know chunks that do not tell what each trial said. */
  journal(experiment: string, keepsTrials?: boolean): Journal;
  /** Whether anything of one of the experiments is finished. */
  hasBegun(experiment: string): boolean;
}

type Done = Parameters<Journal['append']>[1];

/** Keeps in memory what nobody has taken yet. */
export class PointsInMemory implements PointsKept {
  private readonly done = new Map<string, Map<string, Done>>();

  journal(experiment: string): Journal {
    return {
      known: (chunk) => this.done.get(experiment)?.get(keyOf(chunk)),
      append: async (chunk, outcome) => {
        const own = this.done.get(experiment) ?? new Map<string, Done>();
        this.done.set(experiment, own.set(keyOf(chunk), outcome));
      },
    };
  }

  hasBegun(experiment: string): boolean {
    return this.done.has(experiment);
  }

  /** Keeps an experiment no longer. */
  forget(experiment: string): void {
    this.done.delete(experiment);
  }

  /** Keeps a chunk no longer. */
  forgetChunk(experiment: string, chunk: Chunk): void {
    this.done.get(experiment)?.delete(keyOf(chunk));
  }
}

const keyOf = ({ run, first }: Chunk): string => `${run} ${first}`;
