import type { Expression } from '../../net/expression/expression.js';
import type { Reward } from '../../net/net.js';
import { ExactRefusal } from '../explore/refusal.js';
import { type ExactResult, resultAt } from '../result.js';
import { ninesOf } from './nines.js';
import type { Solving } from './solving.js';
import type { Course } from './transients.js';

/** Solves a measure once everything that others of the net need has been asked for. */
export type Prepared = () => ExactResult;

interface Times {
  readonly times: readonly number[];
  readonly curve: boolean;
}

export function instantAt(solving: Solving, of: Expression, { times, curve }: Times): Prepared {
  const { rate, complement } = solving.states.of(of);
  const horizon = Math.max(...times);
  const course = solving.transients.request({ rate }, horizon);
  const other = complement && solving.transients.request({ rate: complement }, horizon);
  const point = (time: number) => ({
    value: course.instant(time),
    ...(other === undefined ? {} : { complement: other.instant(time) }),
  });
  return () => resultAt(times, curve, point, () => solving.transients.method);
}

export function accumulatedUntil(solving: Solving, of: Reward, { times, curve }: Times): Prepared {
  const gained = solving.states.reward(of);
  const course = solving.transients.request(gained, Math.max(...times));
  const point = (time: number) => ({ value: course.accumulated(time) + gained.atStart });
  return () => resultAt(times, curve, point, () => solving.transients.method);
}

export function averageUntil(solving: Solving, of: Reward, { times, curve }: Times): Prepared {
  const gained = solving.states.reward(of);
  const { atStart, complement } = gained;
  const horizon = Math.max(...times);
  const course = solving.transients.request(gained, horizon);
  const other = complement && solving.transients.request({ rate: complement }, horizon);
  const point = (time: number) => ({
    value: (course.accumulated(time) + atStart) / time,
    ...(other === undefined ? {} : { complement: other.accumulated(time) / time }),
  });
  return () => resultAt(times, curve, point, () => solving.transients.method);
}

export function ratioUntil(solving: Solving, of: Reward, by: Reward, until: number): Prepared {
  const [above, below] = [of, by].map((reward) => {
    const gained = solving.states.reward(reward);
    const course = solving.transients.request(gained, until);
    return () => course.accumulated(until) + gained.atStart;
  }) as [() => number, () => number];
  return () => {
    const divisor = below();
    if (divisor === 0)
      throw new ExactRefusal(`what it is divided by is 0 until ${until}`, 'divide by something that happens');
    return { kind: 'value', value: above() / divisor, method: solving.transients.method };
  };
}

export function ninesUntil(solving: Solving, of: Expression, until: number): Prepared {
  const missing = solving.states.values(of).map((value) => 1 - value);
  const course: Course = solving.transients.request({ rate: missing }, until);
  return () => ({
    kind: 'value',
    value: ninesOf(course.accumulated(until) / until),
    method: solving.transients.method,
  });
}
