import { type Chain, exitRates, transposed } from './chain.js';

/** Uniformisation rate over the largest exit rate: above 1, so that no state is certain to be left and the jumps mix. */
const RATE_MARGIN = 1.02;

/** The jumps of a chain under a Poisson clock of one rate q: P = I + Q / q, by columns, with its diagonal apart. */
export interface Uniformised {
  readonly rate: number;
  readonly stay: Float64Array;
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
