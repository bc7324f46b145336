import { compileNet } from '../../kernel/compile.js';
import type { TrialProgram } from '../../kernel/plan.js';
import { parseNet } from '../../net/parse.js';
import { type Chunk, type ChunkOutcome, type Computed, computed, type InjectionJob } from '../job.js';
import { unlessWrong } from '../pilot.js';
import { type FaultObservation, type FaultSeen, observeFaults } from './observed-faults.js';

/** What a chunk of trials leaves. */
export interface InjectionState {
  readonly trials: number;
  readonly faults: readonly FaultTrials[];
}

/** What one fault did in some trials. */
export interface FaultTrials {
  /** Trials in which it found nothing that ran. */
  readonly missed: number;
  /** In the order of the trials. */
  readonly seen: readonly FaultSeen[];
}

const blockRows = 256;

interface Design {
  readonly observation: FaultObservation;
  readonly program: TrialProgram;
  readonly faultCount: number;
}

/** A job with its nets parsed and compiled as they are needed. */
export class PreparedInjections {
  private readonly designs = new Map<number, Design>();

  constructor(readonly job: InjectionJob) {}

  compute(chunk: Chunk): ChunkOutcome {
    return computed(() => this.observe(chunk));
  }

  /** Events of a trial; 0 when it goes wrong. */
  pilot(run: number, trial: number): number {
    const { program } = this.design(run);
    return unlessWrong(() => program.run(trial, 1, new Float64Array(program.layout.width), () => {})) ?? 0;
  }

  /** Causes of outages, as the net names them. */
  causes(run: number): readonly string[] {
    return this.design(run).observation.causes;
  }

  private observe({ run, first, count }: Chunk): Computed {
    const { observation, program, faultCount } = this.design(run);
    const { width } = program.layout;
    const rows = new Float64Array(Math.min(count, blockRows) * width);
    const faults = Array.from({ length: faultCount }, () => ({ missed: 0, seen: [] as FaultSeen[] }));
    let events = 0;
    for (let done = 0; done < count; done += blockRows) {
      const block = Math.min(blockRows, count - done);
      events += program.run(first + done, block, rows, () => {});
      for (let row = 0; row < block; row++) {
        for (const [index, fault] of faults.entries()) {
          const seen = observation.read(index, rows, row * width);
          if (seen === 'missed') fault.missed++;
          else if (seen !== undefined) fault.seen.push(seen);
        }
      }
    }
    const state: InjectionState = { trials: count, faults };
    return { events, state };
  }

  private design(run: number): Design {
    const known = this.designs.get(run);
    if (known !== undefined) return known;
    const { designs, seed, horizon } = this.job;
    const design = designs[run];
    if (design === undefined) throw new RangeError(`no design ${run} of ${designs.length}`);
    const net = parseNet(design.document);
    const observation = observeFaults(
      net,
      design.faults.map(({ id }) => id),
      horizon,
    );
    const made = { observation, program: compileNet(net, observation.plan, seed), faultCount: design.faults.length };
    this.designs.set(run, made);
    return made;
  }
}
