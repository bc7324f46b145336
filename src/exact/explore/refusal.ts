/** A net, or a measure of it, that has no exact solution here; says why and what to try instead. */
export class ExactRefusal extends Error {
  constructor(
    readonly reason: string,
    /** What to try, as an order: "simulate". */
    readonly suggestion: string,
  ) {
    super(`${reason}; ${suggestion}`);
    this.name = 'ExactRefusal';
  }
}

/** A state that the net forbids, met while exploring: a place out of its range, a rate that is no rate, a value that does not exist. */
export class StateError extends Error {
  constructor(
    message: string,
    readonly activity: string,
    /** Place values as `name=value`. */
    readonly state: readonly string[],
  ) {
    super(`${activity}: ${message} (in ${state.join(', ')})`);
    this.name = 'StateError';
  }
}
