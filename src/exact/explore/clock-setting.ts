import type { PhaseType } from '../../net/distributions/distribution.js';
import { agedPhases } from './aged-phases.js';
import type { Dynamics, Phased } from './dynamics.js';
import type { Firing, Landing } from './firing.js';
import { ExactRefusal } from './refusal.js';

/** Sets the clocks with phases that are missing in a settled state, each in the phases it may start in. */
export class ClockSetting {
  constructor(
    private readonly dynamics: Dynamics,
    private readonly firing: Firing,
  ) {}

  /**
   * `before` is the state that was left: a clock that goes on must have the law it was set with. undefined: the clocks are set at
   * time 0. `settled` is as it was when the call returns.
   */
  set(settled: Int32Array, before: Int32Array | undefined, share: number, land: Landing): void {
    const missing: Phased[] = [];
    for (const activity of this.dynamics.phased) {
      if (settled[activity.field] !== 0) {
        if (before !== undefined && !activity.clock.fixed) checkSameLaw(activity, before, settled);
      } else if (this.firing.enabled(activity, settled)) missing.push(activity);
    }
    this.setFrom(missing, 0, settled, before === undefined, share, land);
  }

  private setFrom(
    missing: readonly Phased[],
    position: number,
    settled: Int32Array,
    starting: boolean,
    share: number,
    land: Landing,
  ): void {
    const activity = missing[position];
    if (activity === undefined) {
      land(settled, share);
      return;
    }
    this.firing.reads(activity, settled);
    const { clock, field } = activity;
    const age = starting && clock.age !== undefined ? clock.age(settled) : 0;
    const phases = clock.phases(settled);
    const initial = age === 0 ? phases.initial : agedPhases(phases, age);
    for (const [phase, probability] of initial.entries()) {
      if (probability === 0) continue;
      settled[field] = phase + 1;
      this.setFrom(missing, position + 1, settled, starting, share * probability, land);
    }
    settled[field] = 0;
  }
}

function checkSameLaw({ name, clock }: Phased, before: Int32Array, now: Int32Array): void {
  const [was, is]: PhaseType[] = [clock.phases(before), clock.phases(now)];
  if (was === is) return;
  throw new ExactRefusal(`the parameters of ${name} change while its clock runs`, 'simulate, or use its speed');
}
