/**
 * Sobol's low-discrepancy sequence, in the Gray-code order of Antonov and Saleev (1979), with the direction numbers of S. Joe and
 * F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional projections" (2008), table new-joe-kuo-6.21201. No
 * random shift: the sequence is always the same, and longer ones begin with the shorter.
 */

/** By dimension from the second: a primitive polynomial, its highest bit first (x^2 + x + 1 is 0b111), and the numbers m_1, m_2, ... */
const directions: readonly (readonly [polynomial: number, ...initial: readonly number[]])[] = [
  [0b11, 1],
  [0b111, 1, 3],
  [0b1011, 1, 3, 1],
  [0b1101, 1, 1, 1],
  [0b10011, 1, 1, 3, 3],
  [0b11001, 1, 3, 5, 13],
  [0b100101, 1, 1, 5, 5, 17],
  [0b101001, 1, 1, 5, 5, 5],
  [0b101111, 1, 1, 7, 11, 19],
  [0b110111, 1, 1, 5, 1, 1],
  [0b111011, 1, 1, 1, 3, 11],
  [0b111101, 1, 3, 5, 5, 31],
  [0b1000011, 1, 3, 3, 9, 7, 49],
  [0b1011011, 1, 1, 1, 15, 21, 21],
  [0b1100001, 1, 3, 1, 13, 27, 49],
  [0b1100111, 1, 1, 1, 15, 7, 5],
  [0b1101101, 1, 3, 1, 15, 13, 25],
  [0b1110011, 1, 1, 5, 5, 19, 61],
  [0b10000011, 1, 3, 7, 11, 23, 15, 103],
  [0b10001001, 1, 3, 7, 13, 13, 15, 69],
];

export const sobolDimensionsMax = directions.length + 1;

const bits = 32;

/** A coordinate of the sequence in a dimension from 0: for the index of a point from 0, a number in [0, 1). */
export function sobolCoordinate(dimension: number): (index: number) => number {
  const steps = dimension === 0 ? halves() : stepsOf(directions[dimension - 1]);
  return (index) => {
    let gray = index ^ (index >>> 1);
    let word = 0;
    for (let bit = 0; gray !== 0; bit++, gray >>>= 1) if ((gray & 1) === 1) word ^= steps[bit] as number;
    return (word >>> 0) / 2 ** bits;
  };
}

/** The first dimension is van der Corput's sequence. */
const halves = (): Uint32Array => Uint32Array.from({ length: bits }, (_, bit) => 2 ** (bits - 1 - bit));

/** v_k = m_k / 2^k as words; beyond the given ones by the recurrence of the polynomial (Bratley and Fox 1988, equation 2). */
function stepsOf(direction: readonly number[] | undefined): Uint32Array {
  if (direction === undefined) throw new RangeError(`no Sobol sequence of more than ${sobolDimensionsMax} dimensions`);
  const [polynomial = 0, ...initial] = direction;
  const degree = initial.length;
  const steps = new Uint32Array(bits);
  for (const [k, m] of initial.entries()) steps[k] = m * 2 ** (bits - 1 - k);
  for (let k = degree; k < bits; k++) {
    const before = steps[k - degree] as number;
    let step = before ^ (before >>> degree);
    for (let j = 1; j < degree; j++) {
      if ((polynomial >>> (degree - j)) % 2 === 1) step ^= steps[k - j] as number;
    }
    steps[k] = step;
  }
  return steps;
}
