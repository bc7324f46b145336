import type { Expression } from '../../net/expression/expression.js';
import type { Measure, Net } from '../../net/net.js';
import type { ExploreOptions } from '../explore/explore.js';
import type { Impulses } from '../explore/firing.js';
import { ExactRefusal } from '../explore/refusal.js';
import type { Process } from '../process.js';
import { DelayedCourse } from './delayed-course.js';
import { embedded } from './embedded.js';
import { type FixedTiming, fixedTiming, hasCalendars, isClocked } from './fixed-timing.js';
import { Lattice } from './lattice.js';
import { LatticeCourse } from './lattice-course.js';
import { keptOnLattice, onLattice } from './on-lattice.js';
import { oneDelayAtATime } from './one-delay.js';
import { exploreTimed } from './timed-exploration.js';
import { timedProcess } from './timed-process.js';
import type { TimedStates } from './timed-states.js';
import { Work } from './work.js';

/**
 * Ways to take what runs by the clock in a net, to be tried in turn: all of it followed; then, where delays may be approximated,
 * calendars only. None when nothing runs by the clock.
 */
export function deterministicAttempts(net: Net, { fittedPhasesMost }: ExploreOptions): (() => FixedTiming)[] {
  if (!isClocked(net)) return [];
  const all = (): FixedTiming => fixedTiming(net);
  const calendarsOnly = (): FixedTiming => ({ ...fixedTiming(net), delays: new Map() });
  return fittedPhasesMost === undefined || !hasCalendars(net) ? [all] : [all, calendarsOnly];
}

export interface DeterministicOptions extends ExploreOptions {
  /** Multiplications that following all runs may take; default 1e12, a few minutes. */
  readonly workMost?: number;
}

const RUNS_WORK_MOST = 1e12;

/** Processes of a net with fixed delays or calendars; those of measures that look at the same are shared. */
export class DeterministicProcesses {
  private readonly known = new Map<string, Process>();

  constructor(
    private readonly net: Net,
    private readonly timing: FixedTiming,
    private readonly impulses: readonly Impulses[],
    private readonly options: DeterministicOptions,
  ) {}

  /** That on which a measure has its exact value. Throws an ExactRefusal when there is none. */
  for(measure: Measure): Process {
    const { byTime, end } = scopeOf(measure);
    const key = `${byTime} ${JSON.stringify(end)}`;
    const process = this.known.get(key) ?? (byTime ? this.inTime(end) : this.overRuns(end));
    this.known.set(key, process);
    return process;
  }

  private overRuns(end: Expression | undefined): Process {
    const { workMost = RUNS_WORK_MOST } = this.options;
    return embedded(this.explored(end).states, new Work(workMost));
  }

  private inTime(end: Expression | undefined): Process {
    const { states, lattice } = this.explored(end);
    if (lattice !== undefined) {
      return timedProcess(
        states,
        'uniformisation from ringing to ringing',
        (gained, work) => new LatticeCourse(states, lattice, gained, work),
      );
    }
    const { delays } = this.timing;
    return timedProcess(
      states,
      'uniformisation by delays',
      (gained, work) => new DelayedCourse(states, delays, gained, work),
    );
  }

  /** On a lattice if all fixed delays begin there; else, without calendars, as delays that run one at a time. */
  private explored(end: Expression | undefined): { states: TimedStates; lattice?: Lattice } {
    try {
      return this.onLattice(end);
    } catch (problem) {
      if (!(problem instanceof ExactRefusal) || this.timing.calendars.length > 0) throw problem;
      return { states: this.oneAtATime(end) };
    }
  }

  private onLattice(stop: Expression | undefined): { states: TimedStates; lattice: Lattice } {
    const lattice = new Lattice(this.timing);
    const carried = [
      { min: 0, max: lattice.positionMost },
      { min: 0, max: lattice.longestRun },
    ];
    const kept = keptOnLattice(lattice, this.timing.calendars);
    const options = { ...this.options, kept, carried, rewards: this.impulses, stop };
    return { lattice, states: exploreTimed(this.net, options, (exploring) => onLattice(exploring, lattice)) };
  }

  private oneAtATime(stop: Expression | undefined): TimedStates {
    const { delays } = this.timing;
    const kept = new Map([...delays.keys()].map((activity) => [activity, 1]));
    const options = { ...this.options, kept, carried: [], rewards: this.impulses, stop };
    return exploreTimed(this.net, options, (exploring) => oneDelayAtATime(exploring, delays));
  }
}

interface Scope {
  /** Whether it looks at given times, or at the long run and passages. */
  readonly byTime: boolean;
  /** The event that ends what it looks at. */
  readonly end: Expression | undefined;
}

function scopeOf(measure: Measure): Scope {
  switch (measure.kind) {
    case 'steady-state':
      return { byTime: false, end: undefined };
    case 'ratio':
    case 'nines':
    case 'span':
      return { byTime: measure.until !== undefined, end: undefined };
    case 'mean-time-to':
      return { byTime: false, end: measure.target };
    case 'reach':
      if (measure.within?.kind !== 'event') return { byTime: measure.within !== undefined, end: measure.target };
      return { byTime: false, end: either(measure.target, measure.within.event) };
    case 'average':
    case 'accumulated': {
      const { until } = measure;
      return until.kind === 'event' ? { byTime: false, end: until.event } : { byTime: true, end: undefined };
    }
    case 'instant':
      return { byTime: true, end: undefined };
  }
}

function either(left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator: '||', left, right };
}
