import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { DelayedError, type Job, type RedisClient, Worker } from 'bullmq';
import { Recent } from '../../kernel/recent.js';
import { attemptsMax } from '../attempts.js';
import { type Identity, identityHash, identityText, ownIdentity, remedy } from '../identity.js';
import type { AnyJob, ChunkOutcome } from '../job.js';
import { jobOfText } from '../job-text.js';
import { LastingPool } from '../lasting-pool.js';
import { PoolThreads } from '../pool-executor.js';
import type { ClusterAddress } from './address.js';
import { attachedWorkers } from './attached-workers.js';
import { ClusterError } from './cluster-error.js';
import { type ChunkQueue, clientOf, connectionOptions, messageOf, reachQueue, told } from './connection.js';
import { jobKey, outcomeKey, prefix, type QueuedChunk, queueName, workerName } from './names.js';
import { OutageNotes } from './outage-notes.js';
import { identitiesNeeded, isThere, tellRefusal } from './runs.js';
import { timing } from './timing.js';
import { within } from './within.js';

export interface WorkerOptions {
  readonly threads: number;
  /** Finishes the chunks under way and leaves. */
  readonly signal: AbortSignal;
  note(text: string): void;
  readonly identity?: Identity;
  /** Of as many threads; of its own by default. Ends with the worker. */
  readonly pool?: LastingPool;
}

/** What a worker has done. */
export interface Worked {
  readonly worker: string;
  readonly identity: Identity;
  chunks: number;
  events: number;
  /** Chunks in which a trial went wrong. */
  failed: number;
}

/**
 * Computes chunks for whoever puts them on a cluster's queue, until the signal. Throws ClusterError when Redis cannot be reached,
 * and when all that ask for work need another build.
 */
export async function clusterWorker(address: ClusterAddress, options: WorkerOptions): Promise<Worked> {
  const identity = options.identity ?? ownIdentity();
  const name = workerName(options.threads, hostname(), process.pid);
  const queue = await reachQueue(address, queueName(identity));
  const client = await clientOf(queue);
  const notes = new OutageNotes(address, options.note, client);
  queue.on('error', notes.failed);
  try {
    const refusal = { worker: name, identity };
    await refuseOthers(client, address, refusal);
    const pool = options.pool ?? new LastingPool(options.threads);
    const worked: Worked = { worker: name, identity, chunks: 0, events: 0, failed: 0 };
    const processor = new Processor(queue, client, new PoolThreads(pool), worked);
    const worker = new Worker<QueuedChunk>(queue.name, processor.process, {
      prefix,
      name,
      connection: connectionOptions(address),
      // A chunk more for each thread, so that none waits for the network.
      concurrency: 2 * options.threads,
      lockDuration: timing.lock,
      stalledInterval: timing.lostSearch,
      maxStalledCount: attemptsMax - 1,
      runRetryDelay: timing.beat,
    });
    worker.on('error', notes.failed);
    options.note(`${name}: ${identityText(identity)} takes chunks from ${address.shown}`);
    try {
      await untilLeft(options.signal, () => refuseOthers(client, address, refusal), notes);
    } finally {
      await leave(worker, client);
      await pool.close();
    }
    return worked;
  } catch (error) {
    throw told(error, address);
  } finally {
    notes.end();
    client.disconnect();
    await within(timing.farewell, queue.close());
  }
}

/** Waits for the signal, looking now and then who asks for work. */
async function untilLeft(signal: AbortSignal, look: () => Promise<void>, notes: OutageNotes): Promise<void> {
  const left = aborted(signal);
  while (!signal.aborted) {
    await delay(timing.beat, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    await Promise.race([left, look()]).catch((error) => {
      if (error instanceof ClusterError) throw error;
      notes.failed(error);
    });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Leaves when there are runs and all of them need another build, and tells them. */
async function refuseOthers(
  client: RedisClient,
  address: ClusterAddress,
  { worker, identity }: { readonly worker: string; readonly identity: Identity },
): Promise<void> {
  const needed = await identitiesNeeded(client);
  const [need] = needed.values();
  const own = identityHash(identity);
  if (need === undefined || [...needed.values()].some((each) => identityHash(each) === own)) return;
  await tellRefusal(client, needed.keys(), { worker, identity });
  throw new ClusterError(
    `${address.shown}: found a run that needs ${identityText(need)}, this worker is ${identityText(identity)}: ${remedy(identity, need)}`,
    true,
  );
}

/** Finishes the chunks under way, unless Redis is away and they could not be handed in. */
async function leave(worker: Worker, client: RedisClient): Promise<void> {
  let idle = false;
  const finished = worker.pause().finally(() => {
    idle = true;
  });
  while (!idle && client.status === 'ready') await within(timing.farewell, finished);
  await within(timing.farewell, worker.close(true));
}

/** Jobs that a worker keeps at hand. */
const jobsMax = 16;

class Processor {
  private readonly jobs = new Recent<string, AnyJob>(jobsMax);

  constructor(
    private readonly queue: ChunkQueue,
    private readonly client: RedisClient,
    private readonly threads: PoolThreads,
    private readonly worked: Worked,
  ) {}

  /** Without an outcome, should its run have gone or its job be lost: then a run that is there after all puts both there again. */
  readonly process = async (queued: Job<QueuedChunk>, token?: string): Promise<void> => {
    const { id = '', data } = queued;
    if (!(await isThere(this.client, data.run))) return;
    if (await this.leavesToOthers(data)) {
      await queued.moveToDelayed(Date.now() + timing.passing, token);
      throw new DelayedError();
    }
    const job = await this.jobOf(data);
    if (job === undefined) return;
    const outcome = await this.compute(job, queued);
    await this.client.set(outcomeKey(id), JSON.stringify(outcome), { PX: timing.kept });
    this.count(outcome);
  };

  /** Whether this worker has failed on a chunk that another may do better with. Not for long: those may be busy, or hang. */
  private async leavesToOthers({ failures = {} }: QueuedChunk): Promise<boolean> {
    const failed = failures[this.worked.worker];
    if (failed === undefined || Date.now() - failed > timing.passingMost) return false;
    const workers = await attachedWorkers(this.queue);
    return workers?.some((name) => failures[name] === undefined) ?? false;
  }

  private async compute(job: AnyJob, queued: Job<QueuedChunk>): Promise<ChunkOutcome> {
    const { worker } = this.worked;
    const { chunk, failures } = queued.data;
    try {
      return await this.threads.compute(job, chunk, { alone: failures !== undefined });
    } catch (error) {
      await queued.updateData({ ...queued.data, failures: { ...failures, [worker]: Date.now() } });
      throw new Error(`${worker}: ${messageOf(error)}`);
    }
  }

  private async jobOf({ run, job }: QueuedChunk): Promise<AnyJob | undefined> {
    const known = this.jobs.known(job);
    if (known !== undefined) return known;
    const text = await this.client.get(jobKey(run, job));
    return text === null ? undefined : this.jobs.get(job, () => jobOfText(text));
  }

  private count(outcome: ChunkOutcome): void {
    this.worked.chunks++;
    if (outcome.kind === 'done') this.worked.events += outcome.events;
    else this.worked.failed++;
  }
}
