import type { Expression } from '../../net/expression/expression.js';
import type { Reward } from '../../net/net.js';
import { Accumulation, type Amount, type Moment, totalAt } from './amount.js';
import { JointTerms } from './joint-terms.js';
import type { Gain, PartChains } from './part-chains.js';

/** Amounts that are gained and amounts that are lost, summed apart. */
export interface Signed {
  readonly gains: readonly Amount[];
  readonly losses: readonly Amount[];
}

/** What is known of an expression's value over independent parts. */
export interface Looked {
  /** Every value it may have. */
  readonly support: readonly number[];
  /** The mean of a function of the value. */
  mean(weigh: (value: number) => number): Signed;
}

/** Looks at an expression in the long run or, when a horizon is given, at times up to it. */
export function lookAt(chains: PartChains, e: Expression, horizon: number | undefined): Looked {
  const [part, another] = chains.divider.partsRead(e);
  if (part === undefined) {
    const value = chains.divider.constant(e);
    return { support: [value], mean: (weigh) => signed([value], weigh, constantly(value)) };
  }
  if (another === undefined) {
    const chain = chains.of(part);
    const values = chain.values(e);
    const support = [...new Set(values)];
    return { support, mean: (weigh) => signed(support, weigh, (by) => chain.amount(values.map(by), horizon)) };
  }
  const terms = new JointTerms(chains, chains.divider.divided(e), horizon);
  const circuit = terms.circuit();
  const support = circuit.support.map(([value = 0]) => value);
  return {
    support,
    mean: (weigh) => signed(support, weigh, (by) => terms.mean(circuit, ([value = 0]) => by(value))),
  };
}

/**
 * The mean of an expression. The addends of a sum are looked at one by one where all are >= 0, so that nothing is lost by
 * subtraction: the integral over time of what reads one part only needs no quadrature.
 */
export function meanOf(chains: PartChains, e: Expression, horizon: number | undefined): Signed {
  const addends = chains.divider.addends(e);
  if (addends.length > 1 || addends[0]?.factor !== 1) {
    const looked = addends.map(({ expression, factor }) => ({ looked: lookAt(chains, expression, horizon), factor }));
    if (looked.every(({ looked: { support }, factor }) => support.every((value) => value * factor >= 0))) {
      return together(looked.map((addend) => addend.looked.mean((value) => value * addend.factor)));
    }
  }
  return lookAt(chains, e, horizon).mean(asIs);
}

/** 1 - e where e is 0 or 1 in every state. */
export function complementOf(chains: PartChains, e: Expression, horizon: number | undefined): Signed | undefined {
  if (chains.divider.addends(e).length > 1) return undefined;
  const looked = lookAt(chains, e, horizon);
  if (!looked.support.every((value) => value === 0 || value === 1)) return undefined;
  return looked.mean((value) => 1 - value);
}

/** What a reward gains: its rate, and at firings the rate of each times what it counts. */
export function gainOf(
  chains: PartChains,
  reward: Reward,
  horizon: number | undefined,
): { readonly mean: Signed; readonly atStart: number } {
  const gains = chains.gains(reward);
  const parts = gains.map((gain) => impulsesOf(chains, gain, horizon));
  const atStart = gains.reduce((sum, gain) => sum + gain.atStart, 0);
  const rates = reward.rate === undefined ? [] : [meanOf(chains, reward.rate, horizon)];
  return { mean: together([...rates, ...parts]), atStart };
}

function impulsesOf(chains: PartChains, { part, rates, times }: Gain, horizon: number | undefined): Signed {
  const chain = chains.of(part);
  if (times === undefined) return signed(rates, asIs, (by) => chain.amount(rates.map(by), horizon));
  const terms = new JointTerms(chains, chains.divider.divided(times), horizon);
  const own = terms.classes.get(part);
  const each = Array.from({ length: own?.count ?? 1 }, (_, c) => {
    const within = rates.map((rate, state) => (own === undefined || own.of[state] === c ? rate : 0));
    const factor = chain.amount(within, horizon);
    const circuit = own === undefined ? terms.circuit() : terms.circuitGiven(part, c);
    const support = circuit.support.map(([value = 0]) => value);
    return signed(support, asIs, (by) => terms.mean(circuit, ([value = 0]) => by(value), factor));
  });
  return together(each);
}

function asIs(value: number): number {
  return value;
}

/** The mean of a signed sum of amounts, and its integral. */
export class Mean {
  private readonly gained: Accumulation;
  private readonly lost: Accumulation;

  constructor(
    private readonly of: Signed,
    rate: number,
  ) {
    this.gained = new Accumulation(of.gains, rate);
    this.lost = new Accumulation(of.losses, rate);
  }

  at(moment: Moment): number {
    return totalAt(this.of.gains, moment) - totalAt(this.of.losses, moment);
  }

  until(time: number): number {
    return this.gained.until(time) - this.lost.until(time);
  }

  get byQuadrature(): boolean {
    return this.gained.byQuadrature || this.lost.byQuadrature;
  }
}

function together(all: readonly Signed[]): Signed {
  return { gains: all.flatMap(({ gains }) => gains), losses: all.flatMap(({ losses }) => losses) };
}

/** Positive and negative values of a function, apart; what there is none of is left out. */
function signed(
  support: Iterable<number>,
  weigh: (value: number) => number,
  amount: (by: (value: number) => number) => Amount,
): Signed {
  const weights = [...support].map(weigh);
  return {
    gains: weights.some((weight) => weight > 0) ? [amount((value) => Math.max(weigh(value), 0))] : [],
    losses: weights.some((weight) => weight < 0) ? [amount((value) => Math.max(-weigh(value), 0))] : [],
  };
}

function constantly(value: number): (by: (value: number) => number) => Amount {
  return (by) => ({ at: () => by(value), accumulated: (time) => by(value) * time });
}
