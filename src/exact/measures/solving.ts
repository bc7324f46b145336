import type { Net, Reward } from '../../net/net.js';
import { type LongRun, longRun } from '../chain/long-run.js';
import { iterationNotes } from '../iteration-notes.js';
import type { Process } from '../process.js';
import { Passages } from './passages.js';
import { StateReader } from './state-values.js';
import { Transients } from './transients.js';

/** A net's chain and what has been solved of it so far, for all measures together. */
export class Solving {
  readonly net: Net;
  readonly states: StateReader;
  readonly transients: Transients;
  readonly passages: Passages;
  private inLongRun: LongRun | undefined;

  constructor(
    readonly process: Process,
    impulseRewards: readonly Reward[],
    /** Multiplications that following the chain through time may take, for each pass. */
    readonly workMost: number | undefined,
  ) {
    this.net = process.net;
    this.states = new StateReader(process, impulseRewards);
    this.transients = new Transients(process, workMost);
    this.passages = new Passages(process, workMost);
  }

  get longRun(): LongRun {
    this.inLongRun ??= longRun(this.process.chain, this.process.initial);
    return this.inLongRun;
  }

  /** What a long-run result must say of itself. */
  get longRunNotes(): { method: string; notes?: readonly string[] } {
    const { classes, method } = this.longRun;
    const average = `average over ${classes.length} closed classes, weighed by the probability of ending in each`;
    const notes = [...(classes.length === 1 ? [] : [average]), ...iterationNotes(this.longRun)];
    return notes.length === 0 ? { method } : { method, notes };
  }
}
