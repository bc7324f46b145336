/**
 * What a file in this folder provides: one family of delays. A draw is the inverse of the cumulative hazard
 * H(x) = -log P(X > x) at one unit exponential E, so that every law uses exactly one variate of its stream
 * whatever its parameters are, and both tails keep their relative accuracy.
 */
export interface Distribution {
  /** The key in a net: `{weibull: {shape: 1.5, mean: 30 d}}`. */
  readonly name: string;
  /** One sentence for the documentation and the error messages. */
  readonly summary: string;
  /** The ways to spell it; a law is written with exactly the parameters of one form. */
  readonly forms: readonly (readonly ParameterSpec[])[];
  /** Turns the parameters' values, in the order of `forms[form]`, into a law; throws ParameterError when out of range. */
  bind(values: readonly ParameterValue[], form: number): BoundLaw;
  /**
   * JavaScript for `draw`, given the text of a variable that holds E and of each coefficient: the compiler inlines it.
   * It may call `normalQuantile`, `fractionalPower` and `quickExp` of ../numeric. It must do the very arithmetic of `BoundLaw.draw`. The number of coefficients may not depend on the parameters.
   */
  readonly inline?: (e: string, coefficient: (index: number) => string) => string;
}

export interface ParameterSpec {
  readonly name: string;
  /** `time` may carry a unit and is converted to the net's time unit; `rate` is per time unit; `laws` is a list of laws. */
  readonly type: 'time' | 'rate' | 'number' | 'times' | 'rates' | 'numbers' | 'law' | 'laws' | 'pieces';
  /** What is allowed, in words: "> 0", "0..1". */
  readonly range: string;
}

/** A number, a list of numbers, a law, a list of laws, or pieces `[from, to, weight]` of a density. */
export type ParameterValue =
  | number
  | readonly number[]
  | BoundLaw
  | readonly BoundLaw[]
  | readonly (readonly [number, number, number])[];

/** A law with its numbers. All times in the net's time unit. */
export interface BoundLaw {
  readonly distribution: Distribution;
  /** What `inline` reads; empty when the family has no `inline`. */
  readonly coefficients: readonly number[];
  /** The delay whose cumulative hazard is e, for e > 0. Finite and not negative for every e that a stream can give. */
  draw(e: number): number;
  /** The cumulative hazard -log P(X > x), x >= 0; Infinity where survival is 0. */
  hazard(x: number): number;
  readonly mean: number;
  readonly variance: number;
  /** True when some delay has a positive probability, so that two clocks can tie. */
  readonly atoms: boolean;
  /** The law as phases in sequence or in parallel, when it is exactly that. */
  readonly phases?: PhaseType;
}

/**
 * A phase-type law: start in phase i with probability `initial[i]`; leave it at rate `exit[i]`, going on to phase j with
 * probability `next[i][j]`, else ending.
 */
export interface PhaseType {
  readonly initial: readonly number[];
  readonly exit: readonly number[];
  readonly next: readonly (readonly number[])[];
}

/** A parameter out of its range; the parser adds where it stands. */
export class ParameterError extends Error {
  constructor(
    readonly parameter: string,
    readonly found: string,
    readonly need: string,
  ) {
    super(`${parameter}: found ${found}, need ${need}`);
    this.name = 'ParameterError';
  }
}
