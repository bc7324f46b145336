/**
 * A batch of trials: what it took and what it estimated.
 * @typedef {{
 *   trials: number,
 *   events: number,
 *   cpuSeconds: number,
 *   wallSeconds: number,
 *   measures: Record<string, import('./tally.js').Tally>,
 * }} Run
 */

/**
 * One way to simulate a workload. Every call of `run` runs trials that no call before it has run.
 * @typedef {{
 *   name: string,
 *   group: 'compiled' | 'interpreter' | 'C' | 'SimPy',
 *   run(trials: number): Promise<Run>,
 * }} Contender
 */

/**
 * Runs the contenders in turn (A B C A B C ...), so that a slow spell of the machine meets all of them. One round more than
 * asked for; the first only warms up.
 * @param {readonly { contender: Contender, trials: number }[]} entrants
 * @param {number} rounds
 * @returns {Promise<Run[][]>} the runs of each entrant
 */
export async function alternate(entrants, rounds) {
  /** @type {Run[][]} */
  const runs = entrants.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, { contender, trials }] of entrants.entries()) {
      const run = await contender.run(trials);
      if (round > 0) runs[index].push(run);
    }
  }
  return runs;
}
