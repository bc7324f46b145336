import { checkSpeed } from '../../kernel/faults.js';
import type { Dynamics, Phased } from './dynamics.js';
import type { Firing, Landing } from './firing.js';

/** Where chance leads from a state, at which rate. The states are those of the caller's arrays until the call returns. */
export interface ByChance {
  /** A clock has gone on to another phase and nothing else has happened. */
  phaseChanged(state: Int32Array, rate: number): void;
  /** An activity has fired and the state has settled; clocks that are missing are not set yet. */
  readonly landed: Landing;
}

/** Every way by which a settled state is left by chance: exponential delays, and the phases of other clocks. */
export function leaveByChance(dynamics: Dynamics, firing: Firing, state: Int32Array, moves: ByChance): void {
  for (const activity of dynamics.memoryless) {
    if (!firing.enabled(activity, state)) continue;
    const rate = checkSpeed(activity.rate(state));
    if (rate > 0) firing.fire(activity, state, rate, moves.landed);
  }
  for (const activity of dynamics.phased) {
    const phase = (state[activity.field] as number) - 1;
    if (phase < 0) continue;
    firing.reads(activity, state);
    const speed = activity.clock.speed === undefined ? 1 : checkSpeed(activity.clock.speed(state));
    if (speed > 0) leavePhase(firing, activity, phase, speed, state, moves);
  }
}

function leavePhase(
  firing: Firing,
  activity: Phased,
  phase: number,
  speed: number,
  state: Int32Array,
  moves: ByChance,
): void {
  const { exit, next } = activity.clock.phases(state);
  const rate = (exit[phase] as number) * speed;
  let going = 0;
  for (const [to, probability] of (next[phase] ?? []).entries()) {
    if (probability === 0) continue;
    going += probability;
    state[activity.field] = to + 1;
    moves.phaseChanged(state, rate * probability);
  }
  state[activity.field] = phase + 1;
  if (going < 1 - 1e-12) firing.fire(activity, state, rate * (1 - going), moves.landed);
}
