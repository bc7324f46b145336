import type { Canonical } from '../symmetry/canonical.js';
import type { CompiledActivity, Dynamics } from './dynamics.js';
import type { Firing, Landing } from './firing.js';

/** Members looked alike, but the order in which tied immediates fire tells them apart. */
export class NotAlike extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotAlike';
  }
}

/** What comes of an unsettled state: settled states by their canonical form, and expected impulses. */
interface Outcome {
  readonly settled: ReadonlyMap<string, { readonly state: Int32Array; readonly probability: number }>;
  readonly gained: Float64Array;
}

/** Outcomes that differ by rounding are the same. */
const ROUNDING = 1e-11;

/**
 * Settles a state by firing tied immediates in every order that an exchange of alike members could make of their declaration, and
 * holds that all lead to the same settled states, up to such exchanges. If they do, from every state that is met, states that
 * differ by an exchange have the same future up to an exchange, whatever the order of declaration: by induction over the firings,
 * the outcome of a state's image is the image of its outcome. If not, throws NotAlike.
 */
export class AnyOrder {
  private readonly known = new Map<string, Outcome | 'loop'>();
  private readonly scratch: Int32Array;

  constructor(
    private readonly dynamics: Dynamics,
    private readonly firing: Firing,
    private readonly canonical: Canonical,
  ) {
    this.scratch = new Int32Array(dynamics.fields.length);
  }

  /** Whether the order of declaration decides which immediate fires next, where an exchange of members would change that order. */
  isTied(state: Int32Array): boolean {
    return this.choices(state).length > 1;
  }

  /** False when firings may come back to a state: nothing has been done then. */
  settle(state: Int32Array, weight: number, land: Landing): boolean {
    this.known.clear();
    const outcome = this.outcome(state.slice());
    if (outcome === 'loop') return false;
    const { settled, gained } = outcome;
    for (const [reward, value] of gained.entries()) {
      this.firing.gained[reward] = (this.firing.gained[reward] as number) + weight * value;
    }
    for (const { state: reached, probability } of settled.values()) land(reached, weight * probability);
    return true;
  }

  private outcome(state: Int32Array): Outcome | 'loop' {
    const key = this.key(state);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, 'loop');
    const [first, ...others] = this.choices(state);
    const outcome = first === undefined ? this.settledIn(state, key) : this.after(first, state);
    if (outcome === 'loop') return 'loop';
    for (const other of others) {
      const also = this.after(other, state);
      if (also === 'loop') return 'loop';
      if (!isSame(outcome, also)) {
        throw new NotAlike(`whether ${first?.name} or ${other.name} fires first makes a difference`);
      }
    }
    this.known.set(key, outcome);
    return outcome;
  }

  private settledIn(state: Int32Array, key: string): Outcome {
    return {
      settled: new Map([[key, { state, probability: 1 }]]),
      gained: new Float64Array(this.firing.gained.length),
    };
  }

  private after(activity: CompiledActivity, state: Int32Array): Outcome | 'loop' {
    const settled = new Map<string, { state: Int32Array; probability: number }>();
    const gained = this.firing.impulsesOf(activity, state);
    let loop = false;
    this.firing.eachCase(activity, state, (chosen, share) => {
      const next = new Int32Array(state.length);
      this.firing.reads(activity, state);
      this.dynamics.land(activity, chosen, state, next);
      const then = this.outcome(next);
      if (then === 'loop') loop = true;
      if (loop || then === 'loop') return;
      for (const [key, end] of then.settled) {
        const probability = (settled.get(key)?.probability ?? 0) + share * end.probability;
        settled.set(key, { state: end.state, probability });
      }
      for (const [reward, value] of then.gained.entries()) {
        gained[reward] = (gained[reward] as number) + share * value;
      }
    });
    return loop ? 'loop' : { settled, gained };
  }

  /** Every enabled activity of the highest rank that an exchange could put first: of those that stay in place only one. */
  private choices(state: Int32Array): CompiledActivity[] {
    const { instants, rankOfInstant } = this.dynamics;
    const choices: CompiledActivity[] = [];
    let rank: number | undefined;
    let fixed = false;
    for (const [position, instant] of instants.entries()) {
      if (rank !== undefined && rankOfInstant[position] !== rank) break;
      const moves = this.canonical.moves(instant.index);
      if (!moves && fixed) continue;
      if (!this.firing.enabled(instant, state)) continue;
      rank = rankOfInstant[position];
      choices.push(instant);
      if (!moves) fixed = true;
    }
    return choices;
  }

  private key(state: Int32Array): string {
    this.scratch.set(state);
    this.canonical.order(this.scratch);
    return this.scratch.join();
  }
}

function isSame(one: Outcome, other: Outcome): boolean {
  if (one.settled.size !== other.settled.size) return false;
  for (const [key, { probability }] of one.settled) {
    const also = other.settled.get(key);
    if (also === undefined || !isNear(probability, also.probability)) return false;
  }
  return one.gained.every((value, reward) => isNear(value, other.gained[reward] as number));
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));
}
