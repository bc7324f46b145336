import type { TrialFailure } from './job.js';

/** A trial in which the net met what it forbids: the model's fault, so running it again would not help. */
export class TrialFailed extends Error {
  constructor(
    readonly failure: TrialFailure,
    /** The command that runs this trial alone. */
    readonly replay?: string,
  ) {
    super(failure.message);
    this.name = 'TrialFailed';
  }
}
