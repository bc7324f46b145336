/** What a live migration sends, and how fast. */
export interface Transfer {
  /** Bytes of memory, above 0. */
  readonly memory: number;
  /** Bytes that the VM writes a second while it is copied, at least 0. */
  readonly dirtyRate: number;
  /** Bytes that are sent a second, above 0. */
  readonly bandwidth: number;
  /** With at most so many bytes left to send the VM is stopped. */
  readonly threshold: number;
  /** Rounds after which it is stopped whatever is left, at least 1. */
  readonly rounds: number;
}

export interface PreCopy {
  /** Rounds while the VM runs. */
  readonly rounds: number;
  /** How long they take together. */
  readonly copySeconds: number;
  /** How long what is left takes while the VM is stopped. */
  readonly downtimeSeconds: number;
}

/**
 * Live migration by pre-copy (Clark and others, "Live Migration of Virtual Machines", NSDI 2005). Round 1 sends the whole
 * memory M in M / B; each further round sends what the VM has written during the round before, at most all of its memory:
 * m_i = min(M, D m_(i-1) / B). Once m_i is at most the threshold, or after the last round, the VM is stopped and m_i is sent.
 *
 * Example: 4 GiB at 1 GiB/s while 0.25 GiB/s is written, threshold 0.1 GiB: 4 + 1 + 0.25 s copying, then 0.0625 s stopped.
 */
export function preCopy({ memory, dirtyRate, bandwidth, threshold, rounds }: Transfer): PreCopy {
  let left = memory;
  let copySeconds = 0;
  let round = 0;
  while (round < rounds && (round === 0 || left > threshold)) {
    const seconds = left / bandwidth;
    copySeconds += seconds;
    left = Math.min(memory, dirtyRate * seconds);
    round++;
  }
  return { rounds: round, copySeconds, downtimeSeconds: left / bandwidth };
}
