import { ChainBuilder, startingIn } from '../../../src/exact/chain/chain.js';
import { evolve } from '../../../src/exact/chain/evolve.js';
import { longRun } from '../../../src/exact/chain/long-run.js';
import { firstPassage, meanTimeTo } from '../../../src/exact/chain/passage.js';
import { entryRates, expectation } from '../../../src/exact/chain/rewards.js';
import { exploredSystem } from '../../system/read-system.js';

/** What a system's net says, solved as a Markov chain: the oracle for closed forms of exponential systems. */
export interface SolvedSystem {
  /** The service is not seen down by time t; and the complement. */
  reliability(time: number): readonly [number, number];
  readonly mttf: number;
  pointAvailability(time: number): readonly [number, number];
  intervalAvailability(time: number): readonly [number, number];
  longRunAvailability(): readonly [number, number];
  mut(): number;
  mdt(): number;
  capacity(): number;
  readonly capacityWhenNew: number;
}

export function solvedSystem(node: string): SolvedSystem {
  const explored = exploredSystem(node);
  const builder = new ChainBuilder();
  for (const { from, to, rate } of explored.transitions) builder.add(from, to, rate);
  const chain = builder.build(explored.states.length);
  const labelled = (name: string): Float64Array =>
    Float64Array.from(explored.states, (state) => explored.label(name, state));
  const up = labelled('service');
  const down = up.map((serves) => 1 - serves);
  const initial = startingIn(0, chain.stateCount);
  const isDown = Uint8Array.from(down);
  const evolution = evolve(chain, initial, [up, down]);
  const passage = firstPassage(chain, initial, isDown);
  const steady = (): Float64Array => longRun(chain, initial).probability;
  const outagesPerHour = (): number => entryRates(chain, steady(), isDown).reduce((sum, rate) => sum + rate, 0);
  return {
    reliability: (time) => [passage.notEntered(time), passage.entered(time)],
    mttf: meanTimeTo(chain, initial, isDown),
    pointAvailability: (time) => [evolution.instant(0, time), evolution.instant(1, time)],
    intervalAvailability: (time) => [evolution.accumulated(0, time) / time, evolution.accumulated(1, time) / time],
    longRunAvailability: () => [expectation(steady(), up), expectation(steady(), down)],
    mut: () => expectation(steady(), up) / outagesPerHour(),
    mdt: () => expectation(steady(), down) / outagesPerHour(),
    capacity: () => expectation(steady(), labelled('capacity')),
    capacityWhenNew: labelled('capacity')[0] ?? Number.NaN,
  };
}
