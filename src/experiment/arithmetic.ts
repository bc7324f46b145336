import { createHash } from 'node:crypto';

/** What the simulator uses of Math beyond the operations that IEEE 754 fixes to the last bit. */
const functions: readonly ((x: number) => number)[] = [
  Math.log,
  Math.exp,
  Math.expm1,
  Math.log1p,
  Math.log2,
  Math.log10,
  Math.cbrt,
  Math.sinh,
  Math.sqrt,
  Math.sin,
  Math.cos,
  Math.tanh,
  (x) => x ** 0.37,
  (x) => 1.7 ** x,
];

const samplesPerFunction = 512;

/**
 * Names how this JavaScript engine rounds: ECMAScript leaves the last bits of Math.log and the like open. Machines of one name give
 * the same bits for these functions wherever it was tried; another name means that results may differ.
 */
export function arithmeticName(): string {
  const bits = new Float64Array(functions.length * samplesPerFunction);
  let at = 0;
  for (const compute of functions) {
    // Points that spread evenly over 18 powers of two: 2^-9 .. 2^9.
    for (let index = 0; index < samplesPerFunction; index++) {
      const spread = (index * 0.6180339887498949) % 1;
      const scale = (index % 18) - 9;
      bits[at++] = compute((1 + spread) * (scale < 0 ? 1 / (1 << -scale) : 1 << scale));
    }
  }
  return createHash('sha256').update(new Uint8Array(bits.buffer)).digest('hex').slice(0, 8);
}
