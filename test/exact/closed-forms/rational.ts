/** Exact arithmetic on fractions of big integers: the oracle for the relative accuracy of closed forms. */
export class Rational {
  private constructor(
    readonly top: bigint,
    readonly bottom: bigint,
  ) {}

  static of(top: bigint, bottom = 1n): Rational {
    return bottom < 0n ? new Rational(-top, -bottom) : new Rational(top, bottom);
  }

  /** The exact value of a finite double. */
  static from(x: number): Rational {
    let bottom = 1n;
    let scaled = x;
    while (!Number.isInteger(scaled)) {
      scaled *= 2;
      bottom *= 2n;
    }
    return new Rational(BigInt(scaled), bottom);
  }

  plus(other: Rational): Rational {
    return Rational.of(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom);
  }

  minus(other: Rational): Rational {
    return this.plus(Rational.of(-other.top, other.bottom));
  }

  times(other: Rational): Rational {
    return Rational.of(this.top * other.top, this.bottom * other.bottom);
  }

  over(other: Rational): Rational {
    return Rational.of(this.top * other.bottom, this.bottom * other.top);
  }

  power(n: number): Rational {
    return new Rational(this.top ** BigInt(n), this.bottom ** BigInt(n));
  }

  /** exp(-this) to about 2^-400 relative to 1, for this in 0 .. 16: Taylor series at this / 2^32, then squared 32 times. */
  expOfMinus(): Rational {
    const bits = 500n;
    const one = 1n << bits;
    const x = (this.top << bits) / (this.bottom << 32n);
    let term = one;
    let sum = one;
    for (let k = 1n; term !== 0n; k += 1n) {
      term = -(term * x) / (k << bits);
      sum += term;
    }
    for (let i = 0; i < 32; i += 1) sum = (sum * sum) >> bits;
    return new Rational(sum, one);
  }

  /** |x / this - 1| as a double; 0 when both are 0. */
  relativeError(x: number): number {
    if (this.top === 0n) return x === 0 ? 0 : Infinity;
    const ratio = Rational.from(x).minus(this).over(this);
    const scaled = (ratio.top * 10n ** 30n) / ratio.bottom;
    return Math.abs(Number(scaled)) * 1e-30;
  }
}

export const one = Rational.of(1n);
