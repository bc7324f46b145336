import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { QueueEvents, type RedisClient } from 'bullmq';
import { ChunkAbandoned } from '../chunk-abandoned.js';
import type { Executor } from '../executor.js';
import { type Identity, identityText, ownIdentity, remedy } from '../identity.js';
import type { AnyJob, Chunk, ChunkOutcome } from '../job.js';
import type { ClusterAddress } from './address.js';
import { attachedThreads } from './attached-workers.js';
import { ChunksUnderWay } from './chunks-under-way.js';
import { type ChunkQueue, clientOf, connectionOptions, reachQueue, told } from './connection.js';
import { prefix, queueName } from './names.js';
import { OutageNotes } from './outage-notes.js';
import { announceRun, RefusalReader, withdrawRun } from './runs.js';
import { timing } from './timing.js';
import { within } from './within.js';

export interface ClusterOptions {
  /** Abandons the chunks that nobody computes yet. */
  readonly signal: AbortSignal;
  /** Told what somebody may have to do something about, a line each. */
  note(text: string): void;
  readonly identity?: Identity;
}

/** Computes chunks on the workers of a cluster, few or many. Throws ClusterError when its Redis cannot be reached. */
export async function clusterExecutor(address: ClusterAddress, options: ClusterOptions): Promise<Executor> {
  const identity = options.identity ?? ownIdentity();
  const queue = await reachQueue(address, queueName(identity));
  const executor = new ClusterExecutor(address, options, identity, queue, await clientOf(queue));
  try {
    await executor.begin();
    return executor;
  } catch (error) {
    await executor.close();
    throw told(error, address);
  }
}

/** Chunks to keep under way for each thread: one that it computes, one that its worker has ready, one in the queue. */
const chunksPerThread = 3;
/** Without a worker: enough for the first to begin with. */
const parallelLeast = 4;

class ClusterExecutor implements Executor {
  parallel = parallelLeast;
  private readonly run = randomUUID();
  private readonly chunks: ChunksUnderWay;
  private readonly events: QueueEvents;
  private readonly refusals = new RefusalReader(this.run);
  private readonly notes: OutageNotes;
  private readonly closing = new AbortController();
  private readonly abandon = (): void => void this.chunks.abandon(timing.leaving);
  private beating: Promise<void> = Promise.resolve();
  private unattendedSince: number | undefined;

  constructor(
    private readonly address: ClusterAddress,
    private readonly options: ClusterOptions,
    private readonly identity: Identity,
    private readonly queue: ChunkQueue,
    private readonly client: RedisClient,
  ) {
    this.chunks = new ChunksUnderWay(queue, client, this.run);
    this.notes = new OutageNotes(address, options.note, client);
    this.events = new QueueEvents(queue.name, { prefix, connection: connectionOptions(address), lastEventId: '0' });
    queue.on('error', this.notes.failed);
    this.events.on('error', this.notes.failed);
    this.events.on('completed', ({ jobId }) => void this.chunks.collect(jobId).catch(this.notes.failed));
    this.events.on('failed', ({ jobId, failedReason }) => this.chunks.fail(jobId, failedReason));
    this.events.on('stalled', ({ jobId }) => this.sayLost(jobId));
    options.signal.addEventListener('abort', this.abandon, { once: true });
  }

  async begin(): Promise<void> {
    await this.beat();
    this.beating = this.beatOn();
  }

  async compute(job: AnyJob, chunk: Chunk): Promise<ChunkOutcome> {
    if (this.options.signal.aborted) throw new ChunkAbandoned(chunk);
    return this.chunks.compute(job, chunk).catch((error) => {
      throw told(error, this.address);
    });
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.options.signal.removeEventListener('abort', this.abandon);
    this.notes.end();
    // What is asked of a Redis that is away might never be answered.
    if (this.client.status === 'ready') await within(timing.farewell, this.leave());
    this.client.disconnect();
    await within(timing.farewell, Promise.allSettled([this.beating, this.events.close(), this.queue.close()]));
  }

  private async leave(): Promise<void> {
    await this.chunks.abandon(0);
    await withdrawRun(this.client, this.run);
    (await this.events.getBackend().client).disconnect();
  }

  private async beatOn(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      await delay(timing.beat, undefined, { signal }).catch(() => {});
      if (!signal.aborted) await this.beat().catch((error) => signal.aborted || this.notes.failed(error));
    }
  }

  private async beat(): Promise<void> {
    await announceRun(this.client, this.run, this.identity);
    await this.countWorkers();
    for (const { worker, identity } of await this.refusals.read(this.client)) {
      this.options.note(
        `worker ${worker} may not help: found ${identityText(identity)}, need ${identityText(this.identity)}: ${remedy(identity, this.identity)}`,
      );
    }
    await this.chunks.look();
  }

  private async countWorkers(): Promise<void> {
    const threads = await attachedThreads(this.queue);
    this.parallel = Math.max(parallelLeast, chunksPerThread * threads);
    if (threads > 0 || this.chunks.count === 0) this.unattendedSince = undefined;
    else this.unattendedSince ??= performance.now();
    if (this.unattendedSince === undefined || performance.now() - this.unattendedSince < timing.unattended) return;
    this.unattendedSince = Number.POSITIVE_INFINITY;
    this.options.note(
      `no worker is attached to ${this.address.shown}: start one with ninefold worker --cluster ${this.address.shown}`,
    );
  }

  private sayLost(id: string): void {
    const chunk = this.chunks.chunkOf(id);
    if (chunk === undefined) return;
    this.options.note(
      `trials ${chunk.first}..${chunk.first + chunk.count - 1} were lost with their worker: they are given to another`,
    );
  }
}
