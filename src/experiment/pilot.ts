import { rangeOf } from '../estimate/natural-range.js';
import { compileNet } from '../kernel/compile.js';
import type { RunPlan } from '../kernel/plan.js';
import type { Net } from '../net/net.js';

/** Events that a pilot gathers before it trusts its count. */
const eventsWanted = 2_000;
/** Doublings of the horizon after which a net is taken to be as slow as it seems. */
const doublingsMax = 60;

/**
 * Events per unit of time early in trial 0: what long trials will cost. It depends on the net and the seed alone, so everything
 * decided from it (chunk bounds, lengths of replications) is the same on any machine.
 */
export function eventsPerTime(net: Net, seed: string): number {
  let horizon = shortestMean(net) ?? 1;
  for (let doubling = 0; ; doubling++, horizon *= 2) {
    const plan: RunPlan = { horizon, rewards: [], instants: [], finals: [], spans: [] };
    const program = compileNet(net, plan, seed);
    const events = program.run(0, 1, new Float64Array(program.layout.width), () => {});
    if (events >= eventsWanted || doubling === doublingsMax) return events / horizon;
  }
}

/** The shortest mean delay that can be told beforehand. */
function shortestMean(net: Net): number | undefined {
  const means = net.activities
    .map(({ timing }) => {
      if (timing.kind === 'rate') return 1 / rangeOf(net, timing.rate).high;
      return timing.kind === 'delay' ? (timing.law.bound?.mean ?? 0) : 0;
    })
    .filter((mean) => mean > 0 && mean < Infinity);
  return means.length === 0 ? undefined : Math.min(...means);
}
