import { advanced } from '../chain/advanced.js';
import { dot } from '../chain/transition-matrices.js';
import type { Gained } from '../process.js';
import { type Epoch, type Epochs, epochs } from './epochs.js';
import type { Lattice } from './lattice.js';
import type { Course, Standing } from './timed-process.js';
import { byOrigin, type Move, type TimedStates } from './timed-states.js';
import { type Work, workOf } from './work.js';

/** A point of the lattice is reached within this part of a step. */
const ROUNDING = 1e-6;

/** Probability in the states of an epoch, all of whose runs end at one moment. */
interface Group {
  readonly epoch: Epoch;
  readonly end: number;
  time: number;
  held: Float64Array;
}

/**
 * A process on a lattice through time: by uniformisation from one point of the lattice to the next, and there by the probabilities of what
 * rings. Each stretch leaves out 1e-16 of the probability at most, so after n of them nothing is wrong by more than about n 1e-16 of the
 * largest gain.
 */
export class LatticeCourse implements Course {
  time = 0;
  private readonly accumulated: Float64Array;
  private readonly runs: Float64Array;
  private readonly rings: readonly (readonly Move[])[];
  private readonly epochs: Epochs;
  private groups = new Map<string, Group>();

  constructor(
    states: TimedStates,
    private readonly lattice: Lattice,
    private readonly gained: readonly Gained[],
    private readonly work: Work,
  ) {
    this.epochs = epochs(states, gained);
    this.accumulated = new Float64Array(gained.length);
    this.runs = states.runs;
    this.rings = byOrigin(states.ringing, states.count);
    for (const [state, probability] of states.initial) this.enter(state, 0, probability);
  }

  moveTo(time: number): Standing {
    const steps = Math.floor(time / this.lattice.step + ROUNDING);
    for (let next = this.nextEnd(); next <= steps; next = this.nextEnd()) this.ringAt(next);
    const instant = new Float64Array(this.gained.length);
    for (const group of this.groups.values()) {
      this.advance(group, time);
      for (const [f, rates] of group.epoch.gained.entries())
        instant[f] = (instant[f] as number) + dot(group.held, rates);
    }
    this.time = time;
    return { instant, accumulated: this.accumulated.slice() };
  }

  private nextEnd(): number {
    let next = Infinity;
    for (const { end } of this.groups.values()) next = Math.min(next, end);
    return next;
  }

  private ringAt(steps: number): void {
    const ending = [...this.groups].filter(([, { end }]) => end === steps);
    for (const [key, group] of ending) {
      this.advance(group, steps * this.lattice.step);
      this.groups.delete(key);
    }
    for (const [, { epoch, held }] of ending) {
      for (const [place, state] of epoch.states.entries()) {
        const probability = held[place] as number;
        if (probability === 0) continue;
        for (const [f, { atRinging }] of this.gained.entries()) {
          const more = probability * (atRinging?.[state] ?? 0);
          this.accumulated[f] = (this.accumulated[f] as number) + more;
        }
        if (this.runs[state] === 0) this.enter(state, steps, probability);
        for (const { to, weight } of this.rings[state] ?? []) this.enter(to, steps, probability * weight);
      }
    }
  }

  private enter(state: number, now: number, probability: number): void {
    const { epoch, place } = this.epochs.of(state);
    const end = now + epoch.steps;
    const time = now * this.lattice.step;
    const key = `${epoch.states[0]} ${end}`;
    let group = this.groups.get(key);
    if (group === undefined) {
      group = { epoch, end, time, held: new Float64Array(epoch.states.length) };
      this.groups.set(key, group);
    }
    this.advance(group, time);
    group.held[place] = (group.held[place] as number) + probability;
  }

  private advance(group: Group, time: number): void {
    const stretch = time - group.time;
    if (!(stretch > 0)) return;
    const { chain, gained } = group.epoch;
    this.work.spend(workOf(chain, stretch));
    const { distribution, spent } = advanced(chain, group.held, stretch);
    for (const [f, rates] of gained.entries()) {
      this.accumulated[f] = (this.accumulated[f] as number) + dot(spent, rates);
    }
    group.held = distribution;
    group.time = time;
  }
}
