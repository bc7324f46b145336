import type { Expression } from '../../net/expression/expression.js';
import type { TimedStates } from './timed-states.js';

/** How often a set is entered or left: per unit of time by chance, and at a ringing, by the state that is left. */
export function crossings(
  states: TimedStates,
  condition: Expression,
  entering: boolean,
): { byChance: Float64Array; byRinging: Float64Array } {
  const { count, onward, renewing, ringing } = states;
  const inside = Uint8Array.from(states.values(condition), (value) => (value !== 0 ? 1 : 0));
  const byChance = new Float64Array(count);
  const byRinging = new Float64Array(count);
  const add = (into: Float64Array, from: number, to: number, weight: number): void => {
    const crosses = (inside[from] !== 0) !== entering && (inside[to] !== 0) === entering;
    if (crosses) into[from] = (into[from] as number) + weight;
  };
  for (let from = 0; from < count; from++) {
    for (let p = onward.rowStart[from] as number; p < (onward.rowStart[from + 1] as number); p++) {
      add(byChance, from, onward.target[p] as number, onward.rate[p] as number);
    }
  }
  for (const [moves, into] of [
    [renewing, byChance],
    [ringing, byRinging],
  ] as const) {
    for (const [index, from] of moves.from.entries()) {
      add(into, from, moves.to[index] as number, moves.weight[index] as number);
    }
  }
  return { byChance, byRinging };
}
