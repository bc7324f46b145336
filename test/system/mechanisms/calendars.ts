import { number } from '../../../src/net/expression/expression.js';
import type { Net } from '../../../src/net/net.js';
import { parseNet } from '../../../src/net/parse.js';
import { lowerSystem } from '../../../src/system/lower.js';
import type { System } from '../../../src/system/system.js';
import { type Explored, explore } from '../explore.js';
import { systemOf } from '../read-system.js';

/** Explores a system's net with every calendar replaced by random times of the same frequency: it reaches the same states, or more. */
export function exploredByChance(system: System | string): Explored {
  const net = parseNet(lowerSystem(typeof system === 'string' ? systemOf(system) : system));
  return explore(withoutCalendars(net));
}

function withoutCalendars(net: Net): Net {
  const activities = net.activities.map((activity) => {
    if (activity.timing.kind !== 'every' && activity.timing.kind !== 'at') return activity;
    return { ...activity, timing: { kind: 'rate', rate: number(TURNS_PER_HOUR) } as const };
  });
  return { ...net, activities };
}

/** How often a calendar then strikes. */
export const TURNS_PER_HOUR = 0.1;

/**
 * The exact mean time until a label no longer holds, hours, when `turn` fires every `period` hours and everything else is
 * exponential: between turns by uniformisation, at each turn by where it leads. Truncated at a mass of 1e-13.
 */
export function meanTimeWhile(explored: Explored, label: string, turn: string, period: number): number {
  const alive = explored.states.map((state) => explored.label(label, state) !== 0);
  const steps = explored.transitions.filter(({ from, activity }) => alive[from] && activity !== turn);
  const turns = explored.transitions.filter(({ from, activity }) => alive[from] && activity === turn);
  const rate = Math.max(
    ...alive.map((_, from) => steps.filter((step) => step.from === from).reduce((sum, step) => sum + step.rate, 0)),
  );
  const jump = (vector: readonly number[]): number[] => {
    const next = [...vector];
    for (const { from, to, rate: own } of steps) {
      const moved = ((vector[from] ?? 0) * own) / rate;
      next[from] = (next[from] ?? 0) - moved;
      if (alive[to]) next[to] = (next[to] ?? 0) + moved;
    }
    return next;
  };
  let vector: readonly number[] = alive.map((_, state) => (state === 0 ? 1 : 0));
  let time = 0;
  while (total(vector) > 1e-13) {
    let weight = Math.exp(-rate * period);
    let beyond = 1 - weight;
    let jumped = vector;
    const after = vector.map(() => 0);
    for (let jumps = 0; beyond > 1e-14 || jumps <= rate * period; jumps++) {
      for (const [state, mass] of jumped.entries()) after[state] = (after[state] ?? 0) + weight * mass;
      time += (total(jumped) * beyond) / rate;
      weight *= (rate * period) / (jumps + 1);
      beyond = Math.max(0, beyond - weight);
      jumped = jump(jumped);
    }
    vector = turned(after, turns);
  }
  return time;
}

function turned(vector: readonly number[], turns: Explored['transitions']): number[] {
  const next = [...vector];
  const moves = turns.map(({ from, to, rate }) => ({ from, to, mass: ((vector[from] ?? 0) * rate) / TURNS_PER_HOUR }));
  for (const { from, to, mass } of moves) {
    next[from] = (next[from] ?? 0) - mass;
    next[to] = (next[to] ?? 0) + mass;
  }
  return next;
}

const total = (vector: readonly number[]): number => vector.reduce((sum, mass) => sum + mass, 0);
