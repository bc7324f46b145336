/** A trial run is looked at this often at most, each time with this many times the trials of the time before. */
export const looksMost = 4;
const growth = 4;

/**
 * Tells when the trials of a place are looked at: when they pass 1/64, 1/16, 1/4 of all that there may be, and at the end. That they are
 * few and counted lets an early look end the trials and still share the error probability of all that is said.
 */
export class Looks {
  private taken = 0;

  /** `share` of the trials that there may be. */
  isDue(share: number): boolean {
    const passed = Math.floor(looksMost + Math.log(Math.min(1, share)) / Math.log(growth) + rounding);
    if (passed <= this.taken) return false;
    this.taken = passed;
    return true;
  }
}

/** Of a logarithm. */
const rounding = 1e-9;
