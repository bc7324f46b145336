import { ChunkAbandoned } from './chunk-abandoned.js';
import type { ChunkOutcome } from './job.js';
import type { LastingPool } from './lasting-pool.js';
import { groupMilliseconds, type WorkerTask } from './worker.js';

interface Waiting {
  readonly task: WorkerTask;
  /** It has been in a group that failed, perhaps by its doing. */
  readonly alone: boolean;
  readonly signal: AbortSignal | undefined;
  resolve(outcome: ChunkOutcome): void;
  reject(error: unknown): void;
}

const sizeMax = 32;

/**
 * Hands tasks to threads in groups: between one message and the next a thread is idle for half a millisecond or so, which is much
 * beside tasks of a few. How many tasks make a group is told by how long the last ones took; it has no say in what comes of them.
 */
export class TaskGroups {
  private readonly waiting: Waiting[] = [];
  private underWay = 0;
  private size = 1;
  private scheduled = false;

  constructor(private readonly pool: LastingPool) {}

  /** Tasks to have under way: for each thread a group that it computes and two that are ready for it. */
  get parallel(): number {
    return 3 * this.pool.workers * this.size;
  }

  /** Throws ChunkAbandoned when the signal comes before a thread has begun it; what the task throws, or what killed the thread. */
  run(task: WorkerTask, options: { readonly alone: boolean; readonly signal?: AbortSignal | undefined }) {
    return new Promise<ChunkOutcome>((resolve, reject) => {
      this.waiting.push({ task, alone: options.alone, signal: options.signal, resolve, reject });
      this.schedule();
    });
  }

  /** Those that are handed in together go together. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.dispatch();
    });
  }

  private dispatch(): void {
    while (this.underWay < this.pool.workers) {
      const group = this.nextGroup();
      if (group.length === 0) return;
      this.underWay++;
      void this.send(group).finally(() => {
        this.underWay--;
        this.dispatch();
      });
    }
  }

  /** Towards the end, when fewer tasks wait, groups are smaller, so that no thread is left with a large one while others have none. */
  private nextGroup(): readonly Waiting[] {
    const most = Math.min(this.size, Math.ceil(this.waiting.length / (2 * this.pool.workers)));
    const group: Waiting[] = [];
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      if (next.signal?.aborted === true) {
        next.reject(new ChunkAbandoned(next.task.chunk));
        continue;
      }
      if (next.alone && group.length > 0) {
        this.waiting.unshift(next);
        break;
      }
      group.push(next);
      if (next.alone || group.length >= most) break;
    }
    return group;
  }

  private async send(group: readonly Waiting[]): Promise<void> {
    const started = performance.now();
    try {
      const outcomes = await this.pool.run(group.map(({ task }) => task));
      this.adapt(group.length, outcomes.length, performance.now() - started);
      this.waiting.unshift(...group.slice(outcomes.length));
      for (const [index, outcome] of outcomes.entries()) group[index]?.resolve(outcome);
    } catch (error) {
      for (const each of group) each.reject(error);
    }
  }

  private adapt(sent: number, done: number, milliseconds: number): void {
    if (done < sent) this.size = done;
    else if (sent === this.size && milliseconds < groupMilliseconds / 2) this.size = Math.min(2 * sent, sizeMax);
  }
}
