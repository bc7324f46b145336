/**
 * How long things may take before a cluster does something about it, in milliseconds. None of them can change a result: a chunk that is
 * computed twice has the same outcome twice.
 */
export const timing = {
  /** A worker that says nothing for so long has lost its chunks. It renews its locks twice as often, off the threads that compute. */
  lock: 3_000,
  /** How often workers look for chunks that were lost. */
  lostSearch: 1_000,
  /** How often a run says that it is there and looks after its chunks, and a worker looks who asks for work. */
  beat: 1_000,
  /** A run that has not said that it is there for so long is gone, and nothing is computed for it. */
  silence: 30_000,
  /** What is stored for a run is forgotten then; a run that still needs it stores it again. */
  kept: 3_600_000,
  /** How soon a chunk that is left to other workers may be taken again, and for how long one that it failed on leaves it to them. */
  passing: 100,
  passingMost: 10_000,
  /** Without any worker for so long, a run says so. */
  unattended: 3_000,
  /** What an interrupted run waits for the chunks under way. */
  leaving: 10_000,
  /** What Redis has to answer to who leaves. */
  farewell: 1_000,
  connecting: 5_000,
  reconnectMost: 1_000,
} as const;
