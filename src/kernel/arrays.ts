/**
 * Arrays of numbers over buffers of their own. V8 keeps an array of up to 64 bytes among its objects, which it moves about: code then reads the
 * array's address anew each time, whereas it holds that of a buffer.
 */

export const integers = (count: number): Int32Array =>
  new Int32Array(new ArrayBuffer(count * Int32Array.BYTES_PER_ELEMENT));

export const doubles = (count: number): Float64Array =>
  new Float64Array(new ArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));

export function integersOf(values: ArrayLike<number>): Int32Array {
  const array = integers(values.length);
  array.set(values);
  return array;
}

export function doublesOf(values: ArrayLike<number>): Float64Array {
  const array = doubles(values.length);
  array.set(values);
  return array;
}
