import { type Chain, exitRates } from '../chain/chain.js';
import { ExactRefusal } from '../explore/refusal.js';

/** Counts the multiplications that it takes to follow what runs by the clock, and refuses to spend too many. */
export class Work {
  private spent = 0;

  constructor(private readonly most: number) {}

  spend(multiplications: number): void {
    this.spent += multiplications;
    if (this.spent <= this.most) return;
    throw new ExactRefusal(
      `following fixed delays and calendars so far takes more than ${this.most} multiplications`,
      'ask for an earlier time, model less detail, or simulate',
    );
  }
}

/** Multiplications that following a chain over a time takes at most, more or less: a few jumps, even over no time. */
export function workOf(chain: Chain, time: number): number {
  const rateMost = exitRates(chain).reduce((most, rate) => Math.max(most, rate), 0);
  return (rateMost * time + 20) * (chain.target.length + chain.stateCount);
}
