import { ExactRefusal } from '../explore/refusal.js';

/** What cannot be solved by independent parts apart; their joint chain, if it is small enough, may still do it. */
export class NotApart extends ExactRefusal {
  constructor(reason: string) {
    super(reason, 'simulate');
    this.name = 'NotApart';
  }
}
