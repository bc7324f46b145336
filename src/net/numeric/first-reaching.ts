/**
 * The first index of a nondecreasing list whose value is at least `bound`, or the list's length when none is: halving.
 *
 * @example firstReaching([1, 3, 3, 7], 3) // 1
 */
export function firstReaching(ascending: readonly number[], bound: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Infinity) >= bound) high = middle;
    else low = middle + 1;
  }
  return low;
}
