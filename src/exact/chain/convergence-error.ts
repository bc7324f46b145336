/** A numerical solution that did not get as near as it must; carries how near it got. */
export class ConvergenceError extends Error {
  /** What to try, as an order. */
  readonly suggestion: string = 'simulate';

  constructor(
    /** What was being solved, and how. */
    readonly problem: string,
    readonly iterations: number,
    /** Estimated relative error where it stopped. */
    readonly reached: number,
    readonly wanted: number,
  ) {
    super(`${problem}: relative error ${reached.toExponential(1)} after ${iterations} iterations, wanted ${wanted}`);
    this.name = 'ConvergenceError';
  }
}
