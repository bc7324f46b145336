import { number } from '../../net/expression/expression.js';
import type { Activity, Net } from '../../net/net.js';
import { Dynamics, type Memoryless } from '../explore/dynamics.js';
import { Firing } from '../explore/firing.js';
import { Packing } from '../explore/packing.js';
import { ExactRefusal } from '../explore/refusal.js';
import { StateIndex } from '../explore/state-index.js';

/** What may come of a firing: a settled state and its probability. */
export interface Outcome {
  readonly after: Int32Array;
  readonly probability: number;
}

/**
 * The settled states that a net may ever be in, whenever its clocks ring: a delay, or a calendar, may take any time, but what
 * has the rate 0 never happens. These are all states that the net reaches, and perhaps more.
 */
export class SettledStates {
  readonly states: readonly Int32Array[];
  private readonly dynamics: Dynamics;
  private readonly firing: Firing;
  private readonly byName: ReadonlyMap<string, Memoryless>;

  /** Follows the activities that `isFollowed`. Throws an ExactRefusal beyond `statesMost` states. */
  constructor(net: Net, isFollowed: (activity: string) => boolean, statesMost: number) {
    const timeless = { ...net, activities: net.activities.map(withoutTime) };
    this.dynamics = new Dynamics(timeless, { phasesMost: undefined, made: new Map() });
    this.firing = new Firing(this.dynamics, []);
    this.byName = new Map(this.dynamics.memoryless.map((activity) => [activity.name, activity]));
    const followed = this.dynamics.memoryless.filter(({ name }) => isFollowed(name));
    this.states = this.explore(net, followed, statesMost);
  }

  /** The settled states that an activity leads to; none when it cannot fire in this state. */
  fired(name: string, state: Int32Array): readonly Outcome[] {
    const activity = this.byName.get(name);
    if (activity === undefined || activity.guard(state) === 0) return [];
    const outcomes: Outcome[] = [];
    this.firing.fire(activity, state, 1, (after, probability) => outcomes.push({ after: after.slice(), probability }));
    return outcomes;
  }

  /** Whether an activity would change anything by itself, before what follows. */
  changes(name: string, state: Int32Array): boolean {
    const [only] = this.byName.get(name)?.cases ?? [];
    return only?.effects.some(({ place, value }) => value(state) !== state[place]) === true;
  }

  private explore(net: Net, followed: readonly Memoryless[], statesMost: number): readonly Int32Array[] {
    const packing = new Packing(this.dynamics.fields);
    const index = new StateIndex(packing.wordCount);
    const words = new Int32Array(packing.wordCount);
    const states: Int32Array[] = [];
    const meet = (state: Int32Array): void => {
      packing.pack(state, words);
      if (index.number(words) < states.length) return;
      if (states.length === statesMost) {
        throw new ExactRefusal(
          `more than ${statesMost.toLocaleString('en')} states`,
          'take fewer VMs, or mechanisms one by one',
        );
      }
      states.push(state.slice());
    };
    this.firing.start(
      Int32Array.from(net.places, ({ initial }) => initial),
      meet,
    );
    for (let at = 0; at < states.length; at++) {
      const state = states[at] as Int32Array;
      for (const activity of followed) {
        if (activity.guard(state) !== 0 && activity.rate(state) > 0) this.firing.fire(activity, state, 1, meet);
      }
    }
    return states;
  }
}

/** The same activity at some time or other. */
function withoutTime(activity: Activity): Activity {
  const { timing } = activity;
  return timing.kind === 'immediate' || timing.kind === 'rate'
    ? activity
    : { ...activity, timing: { kind: 'rate', rate: number(1) } };
}
