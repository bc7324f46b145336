import type { RedisClient } from 'bullmq';
import { attemptsMax } from '../attempts.js';
import { ChunkAbandoned } from '../chunk-abandoned.js';
import type { AnyJob, Chunk, ChunkOutcome } from '../job.js';
import { WorkerFailure } from '../worker-failure.js';
import type { ChunkQueue } from './connection.js';
import { JobTexts } from './job-texts.js';
import { outcomeKey } from './names.js';

interface ChunkUnderWay {
  readonly job: AnyJob;
  readonly chunk: Chunk;
  resolve(outcome: ChunkOutcome): void;
  reject(error: unknown): void;
  /** It was under way when last looked at, so that it ought to be in the queue by now. */
  awaited: boolean;
}

/**
 * The chunks that a run has in the queue. Outcomes are fetched when the queue tells that a chunk is done, and `look` finds whatever
 * the queue did not tell or has lost: a chunk that is no longer there, without an outcome, is put there again.
 */
export class ChunksUnderWay {
  private readonly chunks = new Map<string, ChunkUnderWay>();
  private readonly texts: JobTexts;
  private put = 0;

  constructor(
    private readonly queue: ChunkQueue,
    private readonly client: RedisClient,
    private readonly run: string,
  ) {
    this.texts = new JobTexts(client, run);
  }

  get count(): number {
    return this.chunks.size;
  }

  chunkOf(id: string): Chunk | undefined {
    return this.chunks.get(id)?.chunk;
  }

  compute(job: AnyJob, chunk: Chunk): Promise<ChunkOutcome> {
    const id = `${this.run}-${this.put++}`;
    return new Promise((resolve, reject) => {
      const entry = { job, chunk, resolve, reject, awaited: false };
      this.chunks.set(id, entry);
      this.texts
        .use(job)
        .then(() => this.enqueue(id, entry))
        .catch((error) => this.end(id, () => reject(error)));
    });
  }

  /** The queue says that a chunk is done. Without an outcome nobody has computed it: it goes back into the queue. */
  async collect(id: string): Promise<void> {
    const entry = this.chunks.get(id);
    if (entry === undefined) return;
    const text = await this.client.get(outcomeKey(id));
    if (!this.chunks.has(id)) return;
    if (text === null) return this.putAgain(id, entry);
    this.end(id, () => entry.resolve(JSON.parse(text) as ChunkOutcome));
    await this.client.del(outcomeKey(id));
  }

  /** The queue says that a chunk has been tried often enough. */
  fail(id: string, reason: string): void {
    const entry = this.chunks.get(id);
    if (entry !== undefined) this.end(id, () => entry.reject(new WorkerFailure(entry.chunk, reason)));
  }

  /** Looks after chunks that the queue has said nothing of. */
  async look(): Promise<void> {
    const looks = [...this.chunks].map(async ([id, entry]) => {
      if (!entry.awaited) entry.awaited = true;
      else if ((await this.client.hexists(this.queue.toKey(id), 'data')) === 0) await this.collect(id);
    });
    await Promise.all(looks);
  }

  /** Takes back the chunks that nobody has begun, and after `milliseconds` the others too. */
  async abandon(milliseconds: number): Promise<void> {
    if (this.client.status !== 'ready') return this.abandonAll();
    const timer = setTimeout(() => this.abandonAll(), milliseconds);
    const left = [...this.chunks].map(async ([id, entry]) => {
      if ((await this.queue.remove(id)) === 1) this.end(id, () => entry.reject(new ChunkAbandoned(entry.chunk)));
    });
    await Promise.allSettled(left);
    if (this.chunks.size === 0) clearTimeout(timer);
  }

  private abandonAll(): void {
    for (const [id, entry] of this.chunks) this.end(id, () => entry.reject(new ChunkAbandoned(entry.chunk)));
  }

  private async putAgain(id: string, entry: ChunkUnderWay): Promise<void> {
    entry.awaited = false;
    await this.texts.store(entry.job);
    await this.enqueue(id, entry);
  }

  private async enqueue(id: string, { job, chunk }: ChunkUnderWay): Promise<void> {
    const data = { run: this.run, job: this.texts.nameOf(job), chunk };
    await this.queue.add('chunk', data, {
      jobId: id,
      attempts: attemptsMax,
      removeOnComplete: true,
      removeOnFail: true,
      stackTraceLimit: 1,
    });
  }

  private end(id: string, settle: () => void): void {
    const entry = this.chunks.get(id);
    if (entry === undefined) return;
    this.chunks.delete(id);
    this.texts.release(entry.job).catch(() => {});
    settle();
  }
}
