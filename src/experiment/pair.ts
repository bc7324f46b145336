import type { PairMomentsState } from '../estimate/pair-moments.js';
import { PairedTally } from '../estimate/paired.js';
import { type Chunk, type ChunkOutcome, type Computed, computed, type PairJob, PreparedJob } from './job.js';

/** What a chunk of a paired comparison leaves. */
export interface PairState {
  readonly trials: number;
  readonly pairs: PairMomentsState;
}

const blockRows = 256;

/** Two designs whose trials are compared one by one; each measure that both have is a run of its own. */
export class PreparedPair {
  readonly lanes: readonly { readonly measure: string; readonly design: number; readonly rival: number }[];

  constructor(
    readonly job: PairJob,
    private readonly design: PreparedJob = new PreparedJob(job.design),
    private readonly rival: PreparedJob = new PreparedJob(job.rival),
  ) {
    this.lanes = job.measures.flatMap((measure) => {
      const own = this.design.runOf(measure);
      const other = this.rival.runOf(measure);
      return own === undefined || other === undefined ? [] : [{ measure, design: own, rival: other }];
    });
  }

  /** Events of a trial of both. */
  pilot(run: number, trial: number): number {
    const { design, rival } = this.lane(run);
    return this.design.pilot(design, trial) + this.rival.pilot(rival, trial);
  }

  compute(chunk: Chunk): ChunkOutcome {
    return computed(() => this.tally(chunk));
  }

  private tally({ run, first, count }: Chunk): Computed {
    const { measure, design, rival } = this.lane(run);
    const tally = new PairedTally();
    const own = new Float64Array(blockRows);
    const other = new Float64Array(blockRows);
    let events = 0;
    for (let done = 0; done < count; done += blockRows) {
      const block = Math.min(blockRows, count - done);
      events += this.design.observe(design, measure, first + done, block, own);
      events += this.rival.observe(rival, measure, first + done, block, other);
      tally.addBlock(own, other, block);
    }
    const state: PairState = { trials: count, pairs: tally.toJSON() };
    return { events, state };
  }

  private lane(run: number): PreparedPair['lanes'][number] {
    const lane = this.lanes[run];
    if (lane === undefined) throw new RangeError(`no pair ${run} of ${this.lanes.length}`);
    return lane;
  }
}
