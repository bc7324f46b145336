import { type Chain, exitRates, transposed } from './chain.js';

/** Uniformisation rate over the largest exit rate: above 1, so that no state is certain to be left and the jumps mix. */
const RATE_MARGIN = 1.02;

/** The jumps of a chain under a Poisson clock of one rate q: P = I + Q / q, by columns, with its diagonal apart. */
export interface Uniformised {
  readonly rate: number;
  readonly stay: Float64Array;
  /** 1 - stay, with its own last digits. */
  readonly leave: Float64Array;
  readonly columnStart: Int32Array;
  readonly source: Int32Array;
  readonly probability: Float64Array;
}

export function uniformised(chain: Chain): Uniformised {
  const exit = exitRates(chain);
  let largest = 0;
  for (const value of exit) if (value > largest) largest = value;
  const rate = largest * RATE_MARGIN;
  const columns = transposed(chain);
  const scale = rate > 0 ? rate : 1;
  return {
    rate,
    stay: exit.map((value) => (scale - value) / scale),
    leave: exit.map((value) => value / scale),
    columnStart: columns.rowStart,
    source: columns.target,
    probability: columns.rate.map((value) => value / scale),
  };
}

/** The same clock, with some of the chain's transitions only: what is lost at the others is lost. */
export function uniformisedWithin({ rate, stay, leave }: Uniformised, some: Chain): Uniformised {
  const columns = transposed(some);
  const scale = rate > 0 ? rate : 1;
  return {
    rate,
    stay,
    leave,
    columnStart: columns.rowStart,
    source: columns.target,
    probability: columns.rate.map((value) => value / scale),
  };
}

/** Less than this is taken as 0: products of it would be denormal, which is a hundred times slower. */
const SMALLEST = 1e-280;

/** after = before P. */
export function jump(by: Uniformised, before: Float64Array, after: Float64Array): void {
  const { stay, columnStart, source, probability } = by;
  const n = before.length;
  let p = 0;
  for (let j = 0; j < n; j++) {
    let sum = (before[j] as number) * (stay[j] as number);
    const last = columnStart[j + 1] as number;
    for (; p < last; p++) sum += (before[source[p] as number] as number) * (probability[p] as number);
    after[j] = sum > SMALLEST ? sum : 0;
  }
}

/**
 * after = before P, as before + (before (P - I) + carry): what each sum loses to rounding is carried to the next jump (Kahan 1965). A
 * state that is left once in 10^8 jumps would otherwise be left at a rate that is wrong by a rounding of 1, each jump anew.
 */
export function jumpCarried(by: Uniformised, before: Float64Array, after: Float64Array, carry: Float64Array): void {
  const { leave, columnStart, source, probability } = by;
  const n = before.length;
  let p = 0;
  for (let j = 0; j < n; j++) {
    let inflow = 0;
    const last = columnStart[j + 1] as number;
    for (; p < last; p++) inflow += (before[source[p] as number] as number) * (probability[p] as number);
    const held = before[j] as number;
    const change = inflow - held * (leave[j] as number) + (carry[j] as number);
    const sum = held + change;
    if (sum > SMALLEST) {
      after[j] = sum;
      carry[j] = held >= change ? change - (sum - held) : held - (sum - change);
    } else {
      after[j] = 0;
      carry[j] = 0;
    }
  }
}
