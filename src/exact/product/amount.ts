import { integrate } from '../closed-forms/integrate.js';
import { NotApart } from './not-apart.js';

/** A time, or the average over all time. */
export type Moment = number | 'long run';

/** The mean of something that is never negative. */
export interface Amount {
  at(moment: Moment): number;
  /** Its integral over 0 <= s <= time, where that is known without quadrature. */
  readonly accumulated?: (time: number) => number;
}

export function totalAt(amounts: readonly Amount[], moment: Moment): number {
  return amounts.reduce((sum, amount) => sum + amount.at(moment), 0);
}

/** Integrals of a sum of amounts over 0 <= s <= t, each from the one before if t rises; what has no integral of its own by quadrature. */
export class Accumulation {
  private readonly direct: readonly ((time: number) => number)[];
  private readonly others: readonly Amount[];
  private reached = 0;
  private sum = 0;

  constructor(
    amounts: readonly Amount[],
    /** The shortest time in which anything changes is one over this. */
    private readonly rate: number,
  ) {
    this.direct = amounts.flatMap(({ accumulated }) => accumulated ?? []);
    this.others = amounts.filter(({ accumulated }) => accumulated === undefined);
  }

  get byQuadrature(): boolean {
    return this.others.length > 0;
  }

  /** At time t >= 0. */
  until(time: number): number {
    if (this.byQuadrature) {
      if (time < this.reached) [this.reached, this.sum] = [0, 0];
      this.sum += quadrature((moment) => totalAt(this.others, moment), this.reached, time, this.rate);
      this.reached = time;
    }
    return this.direct.reduce((sum, accumulated) => sum + accumulated(time), this.sum);
  }
}

/** Relative error that a quadrature may have, by its own bound, and the one it aims at. */
const ERROR_MOST = 1e-11;
const ERROR_AIM = 1e-12;

export const QUADRATURE_NOTE = `integral over time by quadrature, relative error at most ${ERROR_MOST}`;

/**
 * The integral of f >= 0 over [from, to]. f changes as fast as e^(-rate t) at first and ever more slowly in proportion to t, so
 * pieces double from 1 / rate, and are halved where they must. Throws an ExactRefusal when the error bound stays too large.
 */
export function quadrature(f: (time: number) => number, from: number, to: number, rate: number): number {
  let value = 0;
  let error = 0;
  for (let start = from; start < to; ) {
    const end = rate > 0 ? Math.min(to, Math.max(2 * start, 1 / rate)) : to;
    const piece = integrate(f, start, end, ERROR_AIM);
    value += piece.value;
    error += piece.error;
    start = end;
  }
  if (error <= ERROR_MOST * value) return value;
  throw new NotApart(`the integral over time has a relative error of ${error / value}`);
}
