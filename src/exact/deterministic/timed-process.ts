import { type Chain, ChainBuilder } from '../chain/chain.js';
import { type Evolution, WORK_MOST } from '../chain/evolution.js';
import type { Gained, Process } from '../process.js';
import { crossings } from './crossings.js';
import type { TimedStates } from './timed-states.js';
import { Work } from './work.js';

/** What some gains come to at a time: at that moment, and from time 0 on. */
export interface Standing {
  readonly instant: Float64Array;
  readonly accumulated: Float64Array;
}

/** A process on its way through time. */
export interface Course {
  readonly time: number;
  /** Goes on to a time that is not earlier. What rings at that very time has rung. */
  moveTo(time: number): Standing;
}

/** The process of timed states in time, each followed by a course. */
export function timedProcess(
  states: TimedStates,
  method: Evolution['method'],
  begin: (gained: readonly Gained[], work: Work) => Course,
): Process {
  const { net, count, renewing } = states;
  const builder = new ChainBuilder(1024);
  addChain(builder, states.onward);
  for (const [index, from] of renewing.from.entries()) {
    builder.add(from, renewing.to[index] as number, renewing.weight[index] as number);
  }
  const initial = new Float64Array(count);
  for (const [state, probability] of states.initial) initial[state] = probability;
  return {
    net,
    chain: builder.build(count),
    initial,
    isChain: false,
    impulses: states.gainedByChance.map((rate, reward) => ({
      rate,
      atRinging: states.gainedByRinging[reward] as Float64Array,
    })),
    impulsesAtStart: states.gainedAtStart,
    approximations: states.approximations,
    values: (expression) => states.values(expression),
    crossings: (condition, entering) => {
      const { byChance, byRinging } = crossings(states, condition, entering);
      return { rate: byChance, atRinging: byRinging };
    },
    // The states to stop in are not left: they were given when the states were explored.
    evolution: (gained, _stop, { workLimit = WORK_MOST }) =>
      new RememberedCourse(method, () => begin(gained, new Work(workLimit))),
  };
}

function addChain(builder: ChainBuilder, { stateCount, rowStart, target, rate }: Chain): void {
  for (let from = 0; from < stateCount; from++) {
    for (let p = rowStart[from] as number; p < (rowStart[from + 1] as number); p++) {
      builder.add(from, target[p] as number, rate[p] as number);
    }
  }
}

/** Answers in any order of times; cheapest in ascending order. */
class RememberedCourse implements Evolution {
  private readonly known = new Map<number, Standing>();
  private course: Course | undefined;

  constructor(
    readonly method: Evolution['method'],
    private readonly begin: () => Course,
  ) {}

  instant(value: number, time: number): number {
    return this.at(time).instant[value] as number;
  }

  accumulated(value: number, time: number): number {
    return this.at(time).accumulated[value] as number;
  }

  private at(time: number): Standing {
    const known = this.known.get(time);
    if (known !== undefined) return known;
    if (this.course === undefined || this.course.time > time) this.course = this.begin();
    const standing = this.course.moveTo(time);
    this.known.set(time, standing);
    return standing;
  }
}
