import type { ResourceLimits } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { ChunkOutcome } from './job.js';
import type { WorkerTask } from './worker.js';

type Pool = Piscina<readonly WorkerTask[], readonly ChunkOutcome[]>;

interface PoolOptions {
  /** What the threads run. */
  readonly filename?: string;
  /** What the threads find at the end of their `process.argv`. */
  readonly argv?: string[];
  readonly resourceLimits?: ResourceLimits;
}

/** A pool of threads that never leaves a task without one: where threads die before they have begun, a pool starts no others. */
export class LastingPool {
  private pool: Pool;
  private closed = false;

  constructor(
    readonly workers: number,
    private readonly options: PoolOptions = {},
  ) {
    this.pool = this.started();
  }

  /** The outcomes of the first tasks, one at least. Throws when the thread dies, or the first task does. */
  run(tasks: readonly WorkerTask[]): Promise<readonly ChunkOutcome[]> {
    return this.pool.run(tasks);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.pool.destroy();
  }

  private started(): Pool {
    const pool: Pool = new Piscina({
      filename: new URL('./worker.js', import.meta.url).href,
      minThreads: this.workers,
      maxThreads: this.workers,
      concurrentTasksPerWorker: 1,
      idleTimeout: 30_000,
      // Chunks leave little garbage behind: more room for it is memory that each thread keeps and nobody uses.
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
      ...this.options,
    });
    // Told when the thread is still counted.
    pool.on('workerDestroy', () => queueMicrotask(() => this.replaceIfDead(pool)));
    // A thread that dies between tasks is nobody's failure.
    pool.on('error', () => {});
    return pool;
  }

  /** Its tasks fail, and those that are tried again get the new pool. */
  private replaceIfDead(pool: Pool): void {
    if (this.closed || pool !== this.pool || pool.threads.length > 0) return;
    this.pool = this.started();
    void pool.destroy();
  }
}
