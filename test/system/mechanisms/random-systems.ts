import type fc from 'fast-check';
import { attacked } from './random/attacked.js';
import { checkpointed } from './random/checkpointed.js';
import { contained } from './random/contained.js';
import { hosted } from './random/hosted.js';
import { injected } from './random/injected.js';
import { loaded } from './random/loaded.js';
import { patched } from './random/patched.js';
import { rejuvenated } from './random/rejuvenated.js';
import { replicatedDom0 } from './random/replicated-dom0.js';

/** Random systems with a mechanism, on which all laws are checked (`laws.long.test.ts`). */
export interface RandomSystems {
  /** What is done to them, for the name of the test. */
  readonly what: string;
  /** The document of a system, but for its format and name. They should be small: a few thousand states. */
  readonly node: fc.Arbitrary<object>;
  readonly runs: number;
  /**
   * What an outage is charged to that begins with an activity of its own, by its verb (a pattern): `reboot` is
   * `rebootVm(1)`, and so is `rebootVm`. Failures are charged to what fails without being listed.
   */
  readonly charges: Readonly<Record<string, RegExp>>;
}

/** One entry a mechanism; its generator stands in a file of its own in `random/`. */
export const randomSystems: readonly RandomSystems[] = [
  rejuvenated,
  hosted,
  loaded,
  patched,
  checkpointed,
  attacked,
  contained,
  replicatedDom0,
  // Faults in the states of a mechanism.
  injected,
];
