/**
 * A chain started from a distribution, and what some functions of its state come to: `value` is the index of the function,
 * `time` any time >= 0. Each function is >= 0 everywhere, so that nothing is subtracted and small results are relatively as
 * good as large ones.
 */
export interface Evolution {
  readonly method:
    | 'uniformisation'
    | 'squaring'
    | 'uniformisation from ringing to ringing'
    | 'uniformisation by delays';
  /** E f(X_t) */
  instant(value: number, time: number): number;
  /** E of the integral of f(X_s) over 0 <= s <= t */
  accumulated(value: number, time: number): number;
}

/** Multiplications that following a chain through time may take where nothing else is said: a minute or two. */
export const WORK_MOST = 1e11;
