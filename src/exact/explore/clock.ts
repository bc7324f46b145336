import type { BoundLaw, PhaseType } from '../../net/distributions/distribution.js';
import { bindLaw, lawExpressions } from '../../net/law.js';
import type { Activity, Law } from '../../net/net.js';
import { phaseFit } from './phase-fit.js';
import type { Reader, Readers } from './reader.js';
import { ExactRefusal } from './refusal.js';

/** How an activity's clock runs, as far as a Markov chain can tell. */
export type Clock =
  /** What is left does not depend on the age: nothing to remember. */
  | { readonly kind: 'memoryless'; readonly rate: Reader }
  /** The state remembers the phase, 1, 2, ...; 0 while the clock is not set. */
  | PhasedClock
  /** Rings in the instant in which it is set, after every immediate: an immediate of lower rank. */
  | { readonly kind: 'instant'; readonly running: Reader | undefined }
  /** Rings at a moment known beforehand: the state keeps a number from 1 to `most` of it, 0 while it is not set. */
  | { readonly kind: 'kept'; readonly most: number };

export interface PhasedClock {
  readonly kind: 'phased';
  /** The phases of a clock set in a state: one object for equal parameters. */
  readonly phases: (state: Int32Array) => PhaseType;
  /** Whether the phases are the same in every state. */
  readonly fixed: boolean;
  readonly phaseCountMax: number;
  readonly speed: Reader | undefined;
  readonly age: Reader | undefined;
}

/** Delays that have no phases get some with their mean and variance, and are listed. */
export interface Fits {
  /** Undefined: none is fitted, the delay is refused. */
  readonly phasesMost: number | undefined;
  /** What was fitted, by activity. */
  readonly made: Map<string, string>;
  /**
   * Fixed delays and calendars, by activity, that are not followed through phases: the largest number that the state keeps of
   * each. What it counts is up to who explores.
   */
  readonly kept?: ReadonlyMap<number, number>;
}

/** Most phases that a law with parameters read from the state may turn out to have. */
const PHASES_READ_MAX = 1023;

export function clockOf(activity: Activity, readers: Readers, fits: Fits): Clock {
  const { name, timing } = activity;
  switch (timing.kind) {
    case 'immediate':
      throw new RangeError(`${name} is immediate: it has no clock`);
    case 'rate':
      return { kind: 'memoryless', rate: readers.reader(timing.rate) };
    case 'every':
      throw new ExactRefusal(`${name} runs by a calendar`, 'simulate, or give it a delay with phases');
    case 'at':
      throw new ExactRefusal(`${name} runs by a script of times`, 'simulate');
    case 'delay': {
      const speed = timing.speed && readers.reader(timing.speed);
      const age = timing.age && readers.reader(timing.age);
      const { bound } = timing.law;
      if (bound === undefined) return { ...readClock(name, timing.law, readers, fits), speed, age };
      if (bound.mean === 0) return { kind: 'instant', running: speed };
      const phases = phasesOf(name, bound, fits);
      const rate = phases.exit[0];
      if (phases.exit.length === 1 && rate !== undefined && phases.next[0]?.[0] === 0) {
        return { kind: 'memoryless', rate: speed === undefined ? () => rate : (state) => rate * speed(state) };
      }
      return { kind: 'phased', phases: () => phases, fixed: true, phaseCountMax: phases.exit.length, speed, age };
    }
  }
}

/** A clock whose law has parameters that are read when it is set. */
function readClock(name: string, law: Law, readers: Readers, fits: Fits): Omit<PhasedClock, 'speed' | 'age'> {
  const parameters = new Map(lawExpressions(law).map((expression) => [expression, readers.reader(expression)]));
  const known = new Map<string, PhaseType>();
  const phases = (state: Int32Array): PhaseType => {
    const values = new Map([...parameters].map(([expression, read]) => [expression, read(state)]));
    const key = [...values.values()].join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const bound = bindLaw(law, (expression) => values.get(expression) ?? Number.NaN);
    const built = phasesOf(name, bound, fits);
    if (built.exit.length > PHASES_READ_MAX) {
      throw new ExactRefusal(`${name} has ${built.exit.length} phases`, `use at most ${PHASES_READ_MAX}, or simulate`);
    }
    known.set(key, built);
    return built;
  };
  return { kind: 'phased', phases, fixed: false, phaseCountMax: PHASES_READ_MAX };
}

function phasesOf(name: string, law: BoundLaw, fits: Fits): PhaseType {
  if (law.phases !== undefined) return law.phases;
  const { distribution, mean, variance } = law;
  const described = `${name} has a ${distribution.name} delay, which has no phases`;
  if (fits.phasesMost === undefined)
    throw new ExactRefusal(described, 'allow phases that are fitted to it, or simulate');
  if (!(mean > 0 && mean < Infinity && variance < Infinity)) {
    throw new ExactRefusal(`${described} and no variance to fit some to`, 'simulate');
  }
  const { phases, matches } = phaseFit(mean, variance / mean ** 2, fits.phasesMost);
  fits.made.set(name, `${name}: ${distribution.name} fitted by ${phases.exit.length} phases (its ${matches})`);
  return phases;
}
