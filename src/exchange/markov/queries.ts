import type { Expression } from '../../net/expression/expression.js';
import { number } from '../../net/expression/expression.js';
import type { Measure, Net, Reward } from '../../net/net.js';
import { isLogical } from './logical.js';
import type { MarkovQuery, NamedQuery } from './markov-model.js';

/** A net's rewards, its measures' own among them, and what the measures ask. */
export interface Observed {
  readonly rewards: readonly (Reward & { readonly name: string })[];
  readonly queries: readonly NamedQuery[];
  /** Measures that have no counterpart, and why. */
  readonly left: readonly string[];
}

export function observedOf(net: Net): Observed {
  return new Observation(net).run();
}

const not = (operand: Expression): Expression => ({ kind: 'unary', operator: '!', operand });
const isTime = ({ rate, impulses }: Reward): boolean =>
  impulses.length === 0 && rate?.kind === 'number' && rate.value === 1;

class Observation {
  private readonly rewards: (Reward & { readonly name: string })[];
  private readonly queries: NamedQuery[] = [];
  private readonly left: string[] = [];

  constructor(private readonly net: Net) {
    this.rewards = [...net.rewards];
  }

  run(): Observed {
    for (const measure of this.net.measures) this.add(measure);
    return { rewards: this.rewards, queries: this.queries, left: this.left };
  }

  private add(measure: Measure): void {
    const queries = this.queriesOf(measure);
    for (const [position, query] of queries.entries()) {
      this.queries.push({ name: queries.length === 1 ? measure.name : `${measure.name}_${position + 1}`, query });
    }
  }

  private queriesOf(measure: Measure): MarkovQuery[] {
    switch (measure.kind) {
      case 'steady-state':
        return [this.steady(measure.name, measure.of)];
      case 'average':
      case 'accumulated':
        return this.gained(measure);
      case 'instant':
        return measure.at.times.map((time) => this.instant(measure.name, measure.of, time));
      case 'reach':
        return this.reach(measure);
      case 'mean-time-to':
        return [this.untilTarget(this.time(), measure.target)];
      case 'ratio':
        return [this.ratio(measure)];
      case 'nines':
        return [this.nines(measure)];
      case 'span':
        this.left.push(`${measure.name} is left out: passages have no counterpart`);
        return [];
    }
  }

  private steady(name: string, of: Reward): MarkovQuery {
    const { rate, impulses } = of;
    if (rate !== undefined && impulses.length === 0 && isLogical(rate, this.net.lets)) {
      return { kind: 'steady', condition: rate };
    }
    return { kind: 'reward', reward: this.reward(name, of), gained: { kind: 'steady' } };
  }

  private gained({ kind, name, of, until }: Measure & { kind: 'average' | 'accumulated' }): MarkovQuery[] {
    const reward = this.reward(name, of);
    if (until.kind === 'event') {
      const total = this.untilTarget(reward, until.event);
      if (kind === 'accumulated') return [total];
      return [{ kind: 'quotient', of: total, by: this.untilTarget(this.time(), until.event) }];
    }
    return until.times.map((time): MarkovQuery => {
      const total: MarkovQuery = { kind: 'reward', reward, gained: { kind: 'by', time } };
      return kind === 'accumulated' ? total : { kind: 'quotient', of: total, by: time };
    });
  }

  private untilTarget(reward: number, target: Expression): MarkovQuery {
    return { kind: 'reward', reward, gained: { kind: 'until', target } };
  }

  private instant(name: string, of: Expression, time: number): MarkovQuery {
    if (isLogical(of, this.net.lets)) return { kind: 'probability-at', condition: of, time };
    return { kind: 'reward', reward: this.reward(name, { rate: of, impulses: [] }), gained: { kind: 'at', time } };
  }

  private reach({ target, complement, within }: Measure & { kind: 'reach' }): MarkovQuery[] {
    if (within?.kind === 'event') {
      const until: MarkovQuery = { kind: 'until', condition: not(within.event), target };
      return [complement ? { kind: 'complement', of: until } : until];
    }
    return (within?.times ?? [undefined]).map((time): MarkovQuery => {
      const bound = time === undefined ? {} : { within: time };
      return complement ? { kind: 'always', condition: stayed(target), ...bound } : { kind: 'until', target, ...bound };
    });
  }

  private ratio({ name, of, by, until }: Measure & { kind: 'ratio' }): MarkovQuery {
    const part = (reward: Reward, what: string): MarkovQuery => {
      if (until === undefined) return this.steady(`${name}_${what}`, reward);
      return { kind: 'reward', reward: this.reward(`${name}_${what}`, reward), gained: { kind: 'by', time: until } };
    };
    return { kind: 'quotient', of: part(of, 'of'), by: part(by, 'by') };
  }

  private nines({ name, of, until }: Measure & { kind: 'nines' }): MarkovQuery {
    const reward: Reward = { rate: of, impulses: [] };
    if (until === undefined) return { kind: 'nines', of: this.steady(name, reward) };
    const total: MarkovQuery = {
      kind: 'reward',
      reward: this.reward(name, reward),
      gained: { kind: 'by', time: until },
    };
    return { kind: 'nines', of: { kind: 'quotient', of: total, by: until } };
  }

  private time(): number {
    const known = this.rewards.findIndex(isTime);
    return known >= 0 ? known : this.rewards.push({ name: 'time', rate: number(1), impulses: [] }) - 1;
  }

  /** Position of a reward; one that has no name is called after the let that is its rate, or after the measure. */
  private reward(measure: string, of: Reward): number {
    const known = this.rewards.findIndex((reward) => sameReward(reward, of));
    if (known >= 0) return known;
    const rate = of.rate?.kind === 'let' && of.impulses.length === 0 ? this.net.lets[of.rate.index] : undefined;
    return this.rewards.push({ ...of, name: rate?.name ?? measure }) - 1;
  }
}

/** What stays true where a target is never reached. */
const stayed = (target: Expression): Expression =>
  target.kind === 'unary' && target.operator === '!' ? target.operand : not(target);

const sameReward = (a: Reward, b: Reward): boolean =>
  JSON.stringify([a.rate, a.impulses]) === JSON.stringify([b.rate, b.impulses]);
