/**
 * The speed-up of two workers over one on a workload, by the wall clock: whole experiments on the product's own pool. Called by
 * bench.js with the workload's name, the number of rounds and the trials of an experiment; prints JSON. A first round warms up.
 */
import { availableParallelism } from 'node:os';
import { optimiseLater } from '../../dist/experiment/optimise-later.js';
import { poolExecutor } from '../../dist/experiment/pool-executor.js';
import { prepare, simulate } from '../../dist/experiment/simulate.js';
import { readDocument } from './harness/kernel.js';
import { spread } from './harness/spread.js';
import { workloadNamed } from './workloads/all.js';

optimiseLater();
const [workload, rounds, trialsText] = process.argv.slice(2);
const trials = Number(trialsText);
const prepared = prepare(readDocument(workloadNamed(workload).net));
const [one, two] = [poolExecutor(1), poolExecutor(2)];

const turns = [];
for (let round = 0; round <= Number(rounds); round++) {
  turns.push({ one: await experiment(trials, one), two: await experiment(trials, two) });
}
turns.shift();
await Promise.all([one.close(), two.close()]);

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

/** Seconds on the wall. */
async function experiment(count, executor) {
  const start = performance.now();
  await simulate(prepared, { trials: count, executor });
  return (performance.now() - start) / 1e3;
}
