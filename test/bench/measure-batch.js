/**
 * What handing work out costs. Called by bench.js with the number of rounds; prints JSON. A first round warms up.
 * - overhead: of a thread that computes chunks of about 10 ms, the time between chunks against the time in them.
 * - apart: the speed-up of two threads over one on such chunks in two heaps, one message each: what the machine has to give.
 * - sweep: the speed-up of two workers over one on a sweep of 1,000 points of about 10 ms, its run folder included.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configOf } from '../../dist/experiment/config-file.js';
import { keepBusy } from '../../dist/experiment/keep-busy.js';
import { LastingPool } from '../../dist/experiment/lasting-pool.js';
import { optimiseLater } from '../../dist/experiment/optimise-later.js';
import { SweepExperiment } from '../../dist/experiment/points/sweep-experiment.js';
import { executorOn } from '../../dist/experiment/pool-executor.js';
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

optimiseLater();
const rounds = Number(process.argv[2]);
const filename = new URL('./harness/timed-worker.js', import.meta.url).href;
const pools = [new LastingPool(1, { filename }), new LastingPool(2, { filename })];
const [one, two] = pools.map(executorOn);
const overhead = [];
const apart = [];
const sweeps = [];
const { chunks, job } = chunksOfTenMilliseconds();
for (let round = 0; round <= rounds; round++) {
  await busyMilliseconds(pools[0]);
  const elapsed = 1e3 * (await seconds(() => computeAll(one, chunks)));
  const busy = await busyMilliseconds(pools[0]);
  overhead.push({ milliseconds: busy / chunks.length, share: elapsed / busy - 1 });
  const heaps = inTwoHeaps(chunks);
  apart.push((await seconds(() => computeAll(one, heaps))) / (await seconds(() => computeAll(two, heaps))));
  const alone = await sweep(one);
  await busyMilliseconds(pools[1]);
  const together = await sweep(two);
  sweeps.push({ speedUp: alone / together, idle: 1 - (await busyMilliseconds(pools[1])) / (2e3 * together) });
}
for (const list of [overhead, apart, sweeps]) list.shift();
await Promise.all([one.close(), two.close()]);

process.stdout.write(
  JSON.stringify({
    overhead: {
      chunkMilliseconds: spread(overhead.map(({ milliseconds }) => milliseconds)),
      share: spread(overhead.map(({ share }) => share)),
      target: 0.02,
    },
    apart: spread(apart),
    sweep: {
      points: 1000,
      speedUp: spread(sweeps.map(({ speedUp }) => speedUp)),
      idle: spread(sweeps.map(({ idle }) => idle)),
      target: 1.9,
    },
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

async function computeAll(executor, all) {
  const left = [...all];
  const nextChunk = () => left.shift();
  await keepBusy({ executor }, nextChunk, async (chunk) => void (await executor.compute(job, chunk)));
}

/** The same trials in two chunks. */
function inTwoHeaps(all) {
  const count = (all.length * all[0].count) / 2;
  return [0, count].map((first) => ({ run: 0, first, count }));
}

/** What the threads of a pool have computed since they were last asked, all together. */
async function busyMilliseconds(pool) {
  const each = Array.from({ length: pool.workers }, () => pool.run([]));
  return (await Promise.all(each)).reduce((sum, [milliseconds]) => sum + milliseconds, 0);
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
