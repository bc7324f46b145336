import compute from '../../../dist/experiment/worker.js';

/** Milliseconds in groups of chunks since last asked. */
let busy = 0;

/** The worker of the pool, which also answers `[]`: how long it has computed since it was last asked. */
export default async function timed(tasks) {
  const start = performance.now();
  if (tasks.length === 0) {
    const sum = busy;
    busy = 0;
    return [sum];
  }
  const outcomes = await compute(tasks);
  busy += performance.now() - start;
  return outcomes;
}
