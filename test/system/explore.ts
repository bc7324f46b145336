import { evaluate } from '../../src/net/expression/evaluate.js';
import type { Expression } from '../../src/net/expression/expression.js';
import type { Activity, Net } from '../../src/net/net.js';

/** The settled states of a net and how they follow each other, found by brute force. */
export interface Explored {
  readonly net: Net;
  readonly states: readonly (readonly number[])[];
  readonly transitions: readonly Transition[];
  /** The value of a named expression in a state. */
  label(name: string, state: readonly number[]): number;
  /** The named state a place is in, or its value. */
  read(place: string, state: readonly number[]): string | number;
}

export interface Transition {
  readonly activity: string;
  readonly from: number;
  readonly to: number;
  /** Per hour; 1 over the mean where the delay is not exponential. */
  readonly rate: number;
}

const STATES_MAX = 20_000;

/** Explores from the initial state once it has settled; a delay that is no rate is taken as an exponential one of the same mean. */
export function explore(net: Net): Explored {
  const explorer = new Explorer(net);
  const states: (readonly number[])[] = [explorer.initial()];
  const numbers = new Map([[String(states[0]), 0]]);
  const transitions: Transition[] = [];
  for (let from = 0; from < states.length; from++) {
    const state = states[from] ?? [];
    for (const activity of net.activities) {
      const rate = explorer.rate(activity, state);
      if (rate === 0) continue;
      for (const { after, probability } of explorer.fired(activity, state)) {
        let to = numbers.get(String(after));
        if (to === undefined) {
          to = states.push(after) - 1;
          numbers.set(String(after), to);
        }
        transitions.push({ activity: activity.name, from, to, rate: rate * probability });
      }
    }
    if (states.length > STATES_MAX) throw new Error(`more than ${STATES_MAX} states`);
  }
  return { ...readingOf(net), states, transitions };
}

/** What is read of single states of a net. */
export function readingOf(net: Net): Pick<Explored, 'net' | 'label' | 'read'> {
  const explorer = new Explorer(net);
  return {
    net,
    label: (name, state) => {
      const found = net.lets.find((label) => label.name === name);
      if (found === undefined) throw new Error(`no label ${name}`);
      return explorer.value(found.expression, state);
    },
    read: (name, state) => {
      const index = net.places.findIndex((place) => place.name === name);
      const value = state[index] ?? Number.NaN;
      return net.places[index]?.states?.[value] ?? value;
    },
  };
}

/**
 * The settled states that a walk meets which takes each step that is possible equally often, so that it soon meets what is rare: for
 * systems with too many states to explore. `random` gives numbers from 0 to below 1.
 */
export function* walk(net: Net, steps: number, random: () => number): Generator<readonly number[]> {
  const explorer = new Explorer(net);
  let state: readonly number[] = net.places.map((place) => place.initial);
  for (let step = 0; step < steps; step++) {
    yield state;
    const possible = net.activities.filter((activity) => explorer.mayFire(activity, state));
    const chosen = possible[Math.floor(random() * possible.length)];
    if (chosen === undefined) return;
    const outcomes = explorer.fired(chosen, state);
    state = outcomes[Math.floor(random() * outcomes.length)]?.after ?? state;
  }
}

interface Outcome {
  readonly after: readonly number[];
  readonly probability: number;
}

class Explorer {
  private readonly constants: readonly number[];

  constructor(private readonly net: Net) {
    this.constants = net.constants.map((constant) => constant.value);
  }

  value(expression: Expression, state: readonly number[]): number {
    return evaluate(expression, { state, constants: this.constants, lets: this.net.lets });
  }

  /** Whether a timed activity is enabled, and does not stand still. */
  mayFire({ guard, timing }: Activity, state: readonly number[]): boolean {
    if (timing.kind === 'immediate' || this.value(guard, state) === 0) return false;
    return timing.kind !== 'rate' || this.value(timing.rate, state) > 0;
  }

  /** 0 for what is not enabled and for immediates. */
  rate({ guard, timing }: Activity, state: readonly number[]): number {
    if (timing.kind === 'immediate' || this.value(guard, state) === 0) return 0;
    if (timing.kind === 'rate') return this.value(timing.rate, state);
    if (timing.kind === 'delay' && timing.law.bound !== undefined) return 1 / timing.law.bound.mean;
    throw new Error(`no rate for a timing of kind ${timing.kind}`);
  }

  /** What the initial state settles to. */
  initial(): readonly number[] {
    const [only, ...others] = this.settled(this.net.places.map((place) => place.initial));
    if (only === undefined || others.length > 0) throw new Error('chance decides how the net begins');
    return only.after;
  }

  /** The settled states that a firing can lead to. */
  fired(activity: Activity, state: readonly number[]): readonly Outcome[] {
    return this.written(activity, state).flatMap(({ after, probability }) =>
      this.settled(after).map((outcome) => ({ after: outcome.after, probability: outcome.probability * probability })),
    );
  }

  private settled(state: readonly number[]): readonly Outcome[] {
    let next: Activity | undefined;
    for (const activity of this.net.activities) {
      if (activity.timing.kind !== 'immediate' || this.value(activity.guard, state) === 0) continue;
      if (next === undefined || activity.priority > next.priority) next = activity;
    }
    return next === undefined ? [{ after: state, probability: 1 }] : this.fired(next, state);
  }

  private written(activity: Activity, state: readonly number[]): readonly Outcome[] {
    const weights = activity.cases.map((outcome) => this.value(outcome.weight, state));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return activity.cases.flatMap(({ effects }, position) => {
      const probability = (weights[position] ?? 0) / total;
      if (probability === 0) return [];
      const after = [...state];
      for (const { place, value } of effects) after[place] = this.value(value, state);
      return [{ after, probability }];
    });
  }
}

/** The probability of each state after `hours`, by uniformisation; the truncated tail is below 1e-14. */
export function distributionAfter({ states, transitions }: Explored, hours: number): readonly number[] {
  const exits = exitRates({ states, transitions });
  const fastest = Math.max(...exits);
  let vector = startingDistribution(states.length);
  const result = states.map(() => 0);
  let weight = Math.exp(-fastest * hours);
  let mass = 0;
  for (let jumps = 0; mass < 1 - 1e-14; jumps++) {
    for (const [state, probability] of vector.entries()) result[state] = (result[state] ?? 0) + weight * probability;
    mass += weight;
    weight *= (fastest * hours) / (jumps + 1);
    vector = jumped(vector, transitions, exits, fastest);
    if (jumps > 100_000) break;
  }
  return result;
}

/** The long-run probability of each state of an irreducible net, by iterating until nothing moves by more than 1e-15. */
export function longRunDistribution({ states, transitions }: Explored): readonly number[] {
  const exits = exitRates({ states, transitions });
  const faster = 1.1 * Math.max(...exits);
  let vector = startingDistribution(states.length);
  for (let step = 0; step < 1_000_000; step++) {
    const next = jumped(vector, transitions, exits, faster);
    const moved = Math.max(...next.map((probability, state) => Math.abs(probability - (vector[state] ?? 0))));
    vector = next;
    if (moved < 1e-15) return vector;
  }
  throw new Error('no convergence to the long run');
}

function exitRates({ states, transitions }: Pick<Explored, 'states' | 'transitions'>): number[] {
  const exits = states.map(() => 0);
  for (const { from, rate } of transitions) exits[from] = (exits[from] ?? 0) + rate;
  return exits;
}

function jumped(
  vector: readonly number[],
  transitions: readonly Transition[],
  exits: readonly number[],
  rate: number,
): number[] {
  const next = vector.map((probability, state) => probability * (1 - (exits[state] ?? 0) / rate));
  for (const step of transitions) next[step.to] = (next[step.to] ?? 0) + ((vector[step.from] ?? 0) * step.rate) / rate;
  return next;
}

const startingDistribution = (stateCount: number): number[] =>
  Array.from({ length: stateCount }, (_, state) => (state === 0 ? 1 : 0));
