/**
 * The speed-up of two workers over one on a workload, by the wall clock. Called by bench.js with the workload's name, the number of
 * rounds and the seconds of a turn; prints JSON.
 */
import { availableParallelism } from 'node:os';
import { spread } from './harness/spread.js';
import { startWorkers } from './harness/trial-workers.js';

const [workload, rounds, seconds] = process.argv.slice(2);
const one = await startWorkers(workload, 1);
const two = await startWorkers(workload, 2);

const trials = await calibrate(one, Number(seconds));
await one.run(trials);
await two.run(trials);
const turns = [];
for (let round = 0; round < Number(rounds); round++) {
  turns.push({ one: await one.run(trials), two: await two.run(trials) });
}
await Promise.all([one.stop(), two.stop()]);

process.stdout.write(
  JSON.stringify({
    workload,
    trials,
    cores: availableParallelism(),
    secondsOne: spread(turns.map((turn) => turn.one)),
    secondsTwo: spread(turns.map((turn) => turn.two)),
    speedUp: spread(turns.map((turn) => turn.one / turn.two)),
    target: 1.85,
  }),
);

/** Warms up, and finds how many trials take one worker about `goal` seconds. */
async function calibrate(workers, goal) {
  for (let count = 1000; ; count *= 2) {
    const spent = await workers.run(count);
    if (spent * 2 >= goal) return Math.round((count * goal) / spent);
  }
}
