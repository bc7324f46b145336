import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Batches handed to each worker in one run: enough that one which is held up does not keep the others waiting long. */
const BATCHES_PER_WORKER = 20;

/**
 * Threads that share the trials of a run: a free one takes the next batch.
 * @param {string} workload
 * @param {number} count
 */
export async function startWorkers(workload, count) {
  const source = new URL('./trial-worker.js', import.meta.url);
  const workers = Array.from({ length: count }, () => new Worker(source, { workerData: { workload } }));
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  return {
    /**
     * @param {number} trials
     * @returns {Promise<number>} seconds on the wall
     */
    async run(trials) {
      const batch = Math.ceil(trials / count / BATCHES_PER_WORKER);
      let next = 0;
      const start = performance.now();
      await Promise.all(
        workers.map(async (worker) => {
          while (next < trials) {
            const first = next;
            next = Math.min(trials, first + batch);
            worker.postMessage({ first, count: next - first });
            await once(worker, 'message');
          }
        }),
      );
      return (performance.now() - start) / 1e3;
    },
    stop: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}
