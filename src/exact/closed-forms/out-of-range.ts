/** An argument of a closed form outside the range its docstring states. */
export class OutOfRangeError extends Error {
  constructor(
    readonly parameter: string,
    readonly found: number,
    readonly need: string,
  ) {
    super(`${parameter}: found ${found}, need ${need}`);
    this.name = 'OutOfRangeError';
  }
}

/** A whole number in 1 .. `most` (2^53 - 1 when left out). */
export function requireCount(value: number, parameter: string, most = Number.MAX_SAFE_INTEGER): number {
  if (Number.isSafeInteger(value) && value >= 1 && value <= most) return value;
  throw new OutOfRangeError(parameter, value, `a whole number in 1 .. ${most}`);
}

/** A finite number > 0. */
export function requirePositive(value: number, parameter: string): number {
  if (value > 0 && value < Infinity) return value;
  throw new OutOfRangeError(parameter, value, 'a finite number > 0');
}

/** A finite number >= 0. */
export function requireNotNegative(value: number, parameter: string): number {
  if (value >= 0 && value < Infinity) return value;
  throw new OutOfRangeError(parameter, value, 'a finite number >= 0');
}
