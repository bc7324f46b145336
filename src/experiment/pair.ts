import type { PairMomentsState } from '../estimate/pair-moments.js';
import { PairedTally } from '../estimate/paired.js';
import { type Chunk, type ChunkOutcome, type Computed, computed, type PairJob, PreparedJob } from './job.js';

/** What a chunk of a paired comparison leaves. */
export interface PairState {
  readonly trials: number;
  readonly pairs: Readonly<Record<string, PairMomentsState>>;
}

const blockRows = 256;

/** Measures that both designs observe in trials of the same two runs. */
export interface PairedRuns {
  readonly design: number;
  readonly rival: number;
  readonly measures: readonly string[];
}

/** Two designs whose trials are compared one by one; measures that come from the same runs of both share their trials. */
export class PreparedPair {
  readonly lanes: readonly PairedRuns[];

  constructor(
    readonly job: PairJob,
    private readonly design: PreparedJob = new PreparedJob(job.design),
    private readonly rival: PreparedJob = new PreparedJob(job.rival),
  ) {
    const lanes = new Map<string, PairedRuns>();
    for (const measure of new Set(job.measures)) {
      const own = this.design.runOf(measure);
      const other = this.rival.runOf(measure);
      if (own === undefined || other === undefined) continue;
      const key = `${own} ${other}`;
      const before = lanes.get(key)?.measures ?? [];
      lanes.set(key, { design: own, rival: other, measures: [...before, measure] });
    }
    this.lanes = [...lanes.values()];
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
    const { measures, design, rival } = this.lane(run);
    const tallies = measures.map(() => new PairedTally());
    const own = measures.map(() => new Float64Array(blockRows));
    const other = measures.map(() => new Float64Array(blockRows));
    let events = 0;
    for (let done = 0; done < count; done += blockRows) {
      const block = Math.min(blockRows, count - done);
      events += this.design.observe(design, measures, first + done, block, own);
      events += this.rival.observe(rival, measures, first + done, block, other);
      for (const [index, tally] of tallies.entries())
        tally.addBlock(own[index] as Float64Array, other[index] as Float64Array, block);
    }
    const pairs = measures.map((measure, index) => [measure, tallies[index]?.toJSON()]);
    const state: PairState = { trials: count, pairs: Object.fromEntries(pairs) };
    return { events, state };
  }

  private lane(run: number): PreparedPair['lanes'][number] {
    const lane = this.lanes[run];
    if (lane === undefined) throw new RangeError(`no pair ${run} of ${this.lanes.length}`);
    return lane;
  }
}
