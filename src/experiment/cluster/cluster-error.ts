/** The cluster cannot be used: it is not reached, refuses us, or needs another build of the program. */
export class ClusterError extends Error {
  constructor(
    message: string,
    /** What the user gave is wrong, so that trying again would not help. */
    readonly isInput = false,
  ) {
    super(message);
    this.name = 'ClusterError';
  }
}
