import type { Amount } from './amount.js';
import type { Vector } from './circuit.js';
import type { JointTerms } from './joint-terms.js';
import type { PartChains } from './part-chains.js';

/** Changes of one part by which an expression may become true (or false), and how often they do so. */
export interface Crossings {
  readonly amounts: readonly Amount[];
  /** Whether there is any. */
  readonly possible: boolean;
}

/**
 * How often an expression becomes true (`entering`) or false. Independent parts never change at once: each change is that of one part p
 * from a class u of its states to a class w, so that the rate of crossing is
 *
 *     sum over p, u, w of (rate of going from u to w) P(the expression is false with u and true with w).
 */
export function crossings(chains: PartChains, terms: JointTerms, entering: boolean): Crossings {
  const crosses = ([before = 0, after = 0]: Vector): number => {
    const [from, to] = entering ? [before, after] : [after, before];
    return from === 0 && to !== 0 ? 1 : 0;
  };
  const amounts: Amount[] = [];
  for (const [part, classes] of terms.classes) {
    for (const { from, to, rates } of changes(chains, part, classes.of, classes.count)) {
      const circuit = terms.circuitOfChange(part, from, to);
      if (!circuit.support.some((value) => crosses(value) !== 0)) continue;
      amounts.push(terms.mean(circuit, crosses, terms.amount(part, rates)));
    }
  }
  return { amounts, possible: amounts.length > 0 };
}

interface Change {
  readonly from: number;
  readonly to: number;
  /** By state. */
  readonly rates: Float64Array;
}

/** The moves of a part's chain that lead from one class to another. */
function changes(chains: PartChains, part: number, classOf: Int32Array, count: number): Change[] {
  const { stateCount, rowStart, target, rate } = chains.of(part).explored.chain;
  const found = new Map<number, Change>();
  for (let i = 0; i < stateCount; i++) {
    const from = classOf[i] as number;
    for (let p = rowStart[i] as number; p < (rowStart[i + 1] as number); p++) {
      const to = classOf[target[p] as number] as number;
      if (from === to) continue;
      const change = found.get(from * count + to) ?? { from, to, rates: new Float64Array(stateCount) };
      found.set(from * count + to, change);
      change.rates[i] = (change.rates[i] as number) + (rate[p] as number);
    }
  }
  return [...found.values()];
}
