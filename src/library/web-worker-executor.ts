import { attempts } from '../experiment/attempts.js';
import type { Executor } from '../experiment/executor.js';
import type { Chunk, ChunkOutcome } from '../experiment/job.js';
import { jobText } from '../experiment/job-text.js';
import { perJob } from '../experiment/per-job.js';

/** As much of a browser's `Worker` as is used. */
export interface WorkerLike {
  /** Sends plain data to it. */
  postMessage(message: unknown): void;
  /** Hears what it answers. */
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  /** Hears that it failed. */
  addEventListener(type: 'error', listener: (event: object) => void): void;
  /** Ends it at once. */
  terminate(): void;
}

/** What is sent to a worker, one at a time: `key` names the job, so that it is parsed and compiled once. */
export interface WebWorkerTask {
  readonly key: string;
  readonly job: string;
  readonly chunk: Chunk;
}

/** What comes back. */
export type WebWorkerAnswer = { readonly outcome: ChunkOutcome } | { readonly error: string };

/**
 * Computes on Web Workers, with the results of every other executor. `start` makes a worker of the script `ninefold/browser-worker`;
 * `workers` of them are started when there is something to do, and one that fails is replaced.
 *
 * Jobs go as text, so that a page needs no cross-origin isolation for shared memory.
 *
 *     const start = () => new Worker('browser-worker.js', { type: 'module' });
 *     const executor = webWorkerExecutor(start, navigator.hardwareConcurrency);
 *     const result = await simulate(text, { executor });
 *     await executor.close();
 */
export function webWorkerExecutor(start: () => WorkerLike, workers: number): Executor {
  const threads = Array.from({ length: workers }, () => new Thread(start));
  const free = [...threads];
  const waiting: ((thread: Thread) => void)[] = [];
  let jobs = 0;
  const taskOf = perJob((job) => ({ key: String(jobs++), job: jobText(job) }));
  const run = async (task: WebWorkerTask): Promise<ChunkOutcome> => {
    const thread = free.pop() ?? (await new Promise<Thread>((resolve) => waiting.push(resolve)));
    try {
      return await thread.compute(task);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(thread);
      else next(thread);
    }
  };
  return {
    parallel: 2 * workers,
    compute: (job, chunk) => attempts(chunk, () => run({ ...taskOf(job), chunk })),
    async close() {
      for (const thread of threads) thread.end();
    },
  };
}

/** A worker that is started when first needed, and anew when it failed. */
class Thread {
  private worker: WorkerLike | undefined;
  private answer: ((answer: WebWorkerAnswer) => void) | undefined;

  constructor(private readonly start: () => WorkerLike) {}

  async compute(task: WebWorkerTask): Promise<ChunkOutcome> {
    const answer = await new Promise<WebWorkerAnswer>((resolve) => {
      this.answer = resolve;
      this.worker ??= this.started();
      this.worker.postMessage(task);
    });
    if ('outcome' in answer) return answer.outcome;
    this.end();
    throw new Error(answer.error);
  }

  end(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.answer?.({ error: 'the executor was closed' });
  }

  private started(): WorkerLike {
    const worker = this.start();
    worker.addEventListener('message', ({ data }) => this.answer?.(data as WebWorkerAnswer));
    worker.addEventListener('error', (event) => this.answer?.({ error: messageOf(event) }));
    return worker;
  }
}

/** A script that cannot be loaded gives an event without a message. */
function messageOf(event: object): string {
  return 'message' in event && typeof event.message === 'string' ? event.message : 'the script of the worker failed';
}
