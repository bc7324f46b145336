/**
 * What handing work out costs. Called by bench.js with the number of rounds; prints JSON. A first round warms up.
 * - overhead: of a thread that computes chunks of about 10 ms, the time between chunks against the time in them.
 * - sweep: the speed-up of two workers over one on a sweep of 1,000 points of about 10 ms, its run folder included.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configOf } from '../../dist/experiment/config-file.js';
import { keepBusy } from '../../dist/experiment/keep-busy.js';
import { LastingPool } from '../../dist/experiment/lasting-pool.js';
import { SweepExperiment } from '../../dist/experiment/points/sweep-experiment.js';
import { executorOn, poolExecutor } from '../../dist/experiment/pool-executor.js';
import { RunFolder } from '../../dist/experiment/run-folder.js';
import { prepare } from '../../dist/experiment/simulate.js';
import { readDocument } from './harness/kernel.js';
import { spread } from './harness/spread.js';
import { workloadNamed } from './workloads/all.js';

const machine = `format: ninefold/net@1
name: a machine
constants: {life: 200 h}
places: {machine: {states: [up, down]}}
activities:
  fail: {when: machine == up, rate: 1 / life, then: {machine: down}}
  repair: {when: machine == down, rate: 1 / 4 h, then: {machine: up}}
measures:
  availability: {average: machine == up, until: 1 y}
`;

const rounds = Number(process.argv[2]);
const [one, two] = [poolExecutor(1), poolExecutor(2)];
const overhead = [];
const sweeps = [];
const timedPool = new LastingPool(1, { filename: new URL('./harness/timed-worker.js', import.meta.url).href });
const timed = executorOn(timedPool);
const { chunks, job } = chunksOfTenMilliseconds();
for (let round = 0; round <= rounds; round++) {
  const elapsed = 1e3 * (await seconds(() => computeAll(chunks)));
  const [busy] = await timedPool.run([]);
  overhead.push({ milliseconds: busy / chunks.length, share: elapsed / busy - 1 });
  sweeps.push({ one: await sweep(one), two: await sweep(two) });
}
overhead.shift();
sweeps.shift();
await Promise.all([one.close(), two.close(), timed.close()]);

process.stdout.write(
  JSON.stringify({
    overhead: {
      chunkMilliseconds: spread(overhead.map(({ milliseconds }) => milliseconds)),
      share: spread(overhead.map(({ share }) => share)),
      target: 0.02,
    },
    sweep: { points: 1000, speedUp: spread(sweeps.map((turn) => turn.one / turn.two)), target: 1.9 },
  }),
);

/** Chunks of the trials of W1. */
function chunksOfTenMilliseconds() {
  const prepared = prepare(readDocument(workloadNamed('W1').net));
  const time = (count) => {
    const start = performance.now();
    prepared.compute({ run: 0, first: 0, count });
    return performance.now() - start;
  };
  for (let turn = 0; turn < 300; turn++) time(200);
  const count = Math.max(1, Math.round((200 * 10) / Math.min(time(200), time(200), time(200))));
  const all = Array.from({ length: 100 }, (_, index) => ({ run: 0, first: index * count, count }));
  return { chunks: all, job: prepared.job };
}

/** Computes all chunks on the timed thread. */
async function computeAll(all) {
  const left = [...all];
  const nextChunk = () => left.shift();
  await keepBusy({ executor: timed }, nextChunk, async (chunk) => void (await timed.compute(job, chunk)));
}

/** Seconds that a sweep of 1,000 points takes. */
async function sweep(executor) {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-bench-'));
  const config = configOf('machine.yaml', machine);
  const vary = { 'constants.life': { from: '100 h', to: '1000 h', points: 1000 } };
  const experiment = new SweepExperiment(config, { vary }, { trials: 4000 });
  const opened = RunFolder.open(folder, { hash: 'bench' });
  try {
    return await seconds(() =>
      experiment.run({ executor, folder: opened, signal: new AbortController().signal, onProgress: () => {} }),
    );
  } finally {
    opened.close();
    rmSync(folder, { recursive: true });
  }
}

/** On the wall. */
async function seconds(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1e3;
}
