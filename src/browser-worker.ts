/** The script of the Web Workers that `webWorkerExecutor` starts. */
import { jobOfText } from './experiment/job-text.js';
import { prepareAny, recentlyPrepared } from './experiment/prepare-any.js';
import type { WebWorkerAnswer, WebWorkerTask } from './library/web-worker-executor.js';

/** What a worker has for its global object. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { readonly data: WebWorkerTask }) => void): void;
  postMessage(answer: WebWorkerAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;
const jobs = recentlyPrepared();

scope.addEventListener('message', async ({ data: { key, job, chunk } }) => {
  try {
    scope.postMessage({ outcome: await jobs.get(key, () => prepareAny(jobOfText(job))).compute(chunk) });
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
