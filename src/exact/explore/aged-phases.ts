import { KernelFault } from '../../kernel/faults.js';
import type { PhaseType } from '../../net/distributions/distribution.js';
import { ChainBuilder } from '../chain/chain.js';
import { evolve } from '../chain/evolve.js';

/** Probability of each phase of a clock that has run for `age` >= 0 and has not rung yet. */
export function agedPhases({ initial, exit, next }: PhaseType, age: number): number[] {
  const rung = exit.length;
  const builder = new ChainBuilder(exit.length * 2);
  for (const [phase, rate] of exit.entries()) {
    let going = 0;
    for (const [to, probability] of (next[phase] ?? []).entries()) {
      builder.add(phase, to, rate * probability);
      going += probability;
    }
    builder.add(phase, rung, rate * Math.max(0, 1 - going));
  }
  const start = Float64Array.of(...initial, 0);
  const inPhase = initial.map((_, phase) => Float64Array.from(start, (__, state) => (state === phase ? 1 : 0)));
  const running = evolve(builder.build(rung + 1), start, inPhase, { horizon: age });
  const held = inPhase.map((_, phase) => running.instant(phase, age));
  const alive = held.reduce((sum, probability) => sum + probability, 0);
  if (!(alive > 0)) throw new KernelFault(`the age ${age} is beyond any life`);
  return held.map((probability) => probability / alive);
}
