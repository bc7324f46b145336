/** How often to measure anew: a program is cold at first. */
const PASSES = 4;

/**
 * Finds how many trials take about `goal` seconds, and warms the program up with it. The fastest pass counts: what makes
 * the others slower (a cold program, a busy machine) does not last.
 * @param {(trials: number) => Promise<number>} secondsOf runs that many trials
 * @param {number} goal
 */
export async function calibrate(secondsOf, goal) {
  let trials = 1;
  let secondsPerTrial = (await secondsOf(trials)) / trials;
  while (trials * secondsPerTrial < goal / 8) {
    trials *= 8;
    secondsPerTrial = Math.min(secondsPerTrial, (await secondsOf(trials)) / trials);
  }
  for (let pass = 0; pass < PASSES; pass++) {
    trials = Math.max(1, Math.round(goal / secondsPerTrial));
    secondsPerTrial = Math.min(secondsPerTrial, (await secondsOf(trials)) / trials);
  }
  return Math.max(1, Math.round(goal / secondsPerTrial));
}
