import { Queue, type RedisClient, type RedisOptions } from 'bullmq';
import type { ClusterAddress } from './address.js';
import { ClusterError } from './cluster-error.js';
import { prefix, type QueuedChunk } from './names.js';
import { timing } from './timing.js';
import { within } from './within.js';

export type ChunkQueue = Queue<QueuedChunk>;

/** Events that Redis keeps of a queue; whoever misses one finds out by looking. */
const eventsKept = 1_000;

/** Waits for a Redis that has gone until it returns: what was asked of it meanwhile is asked then. */
export function connectionOptions({ host, port, db, tls, username, password }: ClusterAddress): RedisOptions {
  return {
    host,
    port,
    db,
    ...(tls ? { tls: {} } : {}),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    maxRetriesPerRequest: null,
    connectTimeout: timing.connecting,
    retryStrategy: reconnectDelay,
  };
}

const reconnectDelay = (times: number): number => Math.min(100 * times, timing.reconnectMost);

/** Opens a queue. Throws ClusterError when Redis cannot be reached now; once it was, its absence is waited out. */
export async function reachQueue(address: ClusterAddress, name: string): Promise<ChunkQueue> {
  let reached = false;
  const reasons: string[] = [];
  const queue: ChunkQueue = new Queue(name, {
    prefix,
    streams: { events: { maxLen: eventsKept } },
    connection: {
      ...connectionOptions(address),
      retryStrategy: (times) => (reached ? reconnectDelay(times) : null),
    },
  });
  queue.on('error', ({ message }) => void reasons.push(message));
  const answer = queue.waitUntilReady().then(
    () => {
      reached = true;
    },
    (error) => void reasons.push(messageOf(error)),
  );
  await within(timing.connecting, answer);
  try {
    if (!reached) throw unreachable(address, reasons[0] ?? 'silence');
    await usesDatabase(await clientOf(queue), address);
  } catch (error) {
    reached = false;
    await within(timing.farewell, queue.close());
    throw told(error, address);
  }
  queue.removeAllListeners('error');
  return queue;
}

/** For what is stored beside a queue. */
export function clientOf(queue: ChunkQueue): Promise<RedisClient> {
  return queue.getBackend().client;
}

/** A database that is not there would silently be number 0. */
async function usesDatabase(client: RedisClient, { db, shown }: ClusterAddress): Promise<void> {
  if (db === 0) return;
  const [, used] = /\bdb=(\d+)/.exec(await client.clientInfo()) ?? [];
  if (Number(used) !== db)
    throw new ClusterError(`${shown}: found no database ${db} there, need one that exists`, true);
}

function unreachable({ shown, password }: ClusterAddress, reason: string): ClusterError {
  if (/NOAUTH|WRONGPASS|invalid password/i.test(reason)) {
    const found = password === undefined ? 'that it asks for a password' : 'that it refuses the password';
    return new ClusterError(`${shown}: found ${found}, need the right one`, true);
  }
  return new ClusterError(
    `${shown}: found no Redis that answers (${reason.replace(/\. Please report.*/, '')}), need one that can be reached`,
  );
}

/** What Redis answers when it is full, read-only or forbids something, as an error of the cluster; any other error as it is. */
export function told(error: unknown, { shown }: ClusterAddress): unknown {
  if (!(error instanceof Error && error.name === 'ReplyError')) return error;
  return new ClusterError(
    `${shown}: found ${error.message}, need a Redis that lets us write and keeps what it is given`,
  );
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
