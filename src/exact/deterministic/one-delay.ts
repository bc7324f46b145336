import type { Kept } from '../explore/dynamics.js';
import { ExactRefusal } from '../explore/refusal.js';
import type { Exploring, Ringing } from './timed-exploration.js';

const ON = 1;

/** Fixed delays that begin at any time, one at a time: the state keeps which one is on. A run is its delay. */
export function oneDelayAtATime(exploring: Exploring, delays: ReadonlyMap<number, number>): Ringing {
  const { dynamics, firing, setting } = exploring;
  const { kept } = dynamics;
  const running = (state: Int32Array): Kept | undefined => {
    const on = kept.filter(({ field }) => state[field] !== 0);
    if (on.length <= 1) return on[0];
    throw new ExactRefusal(
      `${on.map(({ name }) => name).join(' and ')} have fixed delays that run at once`,
      'give one of them a delay with phases, allow phases that are fitted, or simulate',
    );
  };
  const setMissing = (settled: Int32Array): void => {
    for (const activity of kept) {
      if (settled[activity.field] === 0 && firing.enabled(activity, settled)) settled[activity.field] = ON;
    }
  };
  return {
    start: setMissing,
    run(state) {
      const clock = running(state);
      return clock === undefined ? 0 : (delays.get(clock.index) as number);
    },
    goesOn(settled) {
      const goesOn = kept.some(({ field }) => settled[field] !== 0);
      setMissing(settled);
      return goesOn;
    },
    ring(state, land) {
      const clock = running(state);
      if (clock === undefined) return;
      firing.fire(clock, state, 1, (settled, share) =>
        setting.set(settled, state, share, (set, part) => {
          const next = set.slice();
          setMissing(next);
          land(next, part);
        }),
      );
    },
  };
}
