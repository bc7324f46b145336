import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClusterAddress, readAddress } from '../../src/experiment/cluster/address.js';
import { clusterExecutor } from '../../src/experiment/cluster/cluster-executor.js';
import { clusterWorker } from '../../src/experiment/cluster/cluster-worker.js';
import type { Job } from '../../src/experiment/job.js';
import { LastingPool } from '../../src/experiment/lasting-pool.js';
import { WorkerFailure } from '../../src/experiment/worker-failure.js';
import { readText, temporaryFolder } from '../commands/ninefold.js';
import { RedisServer, skipsRedis, until } from './redis-server.js';

const password = 'sesame';
const filename = new URL('../experiment/worker-faults/faulty-worker.js', import.meta.url).href;

describe.skipIf(skipsRedis)('a chunk on which workers of a cluster fail', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start(password);
  });
  afterAll(() => redis.kill());

  function address(): ClusterAddress {
    const read = readAddress(redis.address, password);
    if ('found' in read) throw new Error(read.found);
    return read;
  }

  /** What became of chunks on which threads fail so many times each, and which workers tried them, in turn. */
  async function tried(fate: string, times: number, names: readonly string[]) {
    const folder = temporaryFolder();
    const identity = { version: '0.0.0', build: `${fate}${names.join('')}`, arithmetic: 'any' };
    const leaving = new AbortController();
    let attached = 0;
    const note = (): void => void attached++;
    // Their names differ by their threads.
    const working = names.map((name, index) => {
      const pool = new LastingPool(index + 1, { filename, argv: [name] });
      return clusterWorker(address(), { threads: index + 1, signal: leaving.signal, note, identity, pool });
    });
    await until(() => attached === names.length);
    const executor = await clusterExecutor(address(), { signal: new AbortController().signal, note() {}, identity });
    try {
      const chunks = Array.from({ length: 8 }, async (_, index) => {
        const file = join(folder, String(index));
        const job = { seed: `${fate} ${times} ${file}` } as unknown as Job;
        const [outcome] = await Promise.allSettled([executor.compute(job, { run: 1, first: 0, count: 5 })]);
        return { outcome, by: readText(file).split('') };
      });
      return await Promise.all(chunks);
    } finally {
      await executor.close();
      leaving.abort();
      await Promise.all(working);
    }
  }

  const gaveUp = { status: 'rejected', reason: expect.any(WorkerFailure) };

  test('is tried three times altogether, each time by another', async () => {
    for (const { outcome, by } of await tried('throws', 3, ['a', 'b', 'c'])) {
      expect(by.toSorted()).toEqual(['a', 'b', 'c']);
      expect(outcome).toMatchObject(gaveUp);
    }
  });

  test('is tried again by the workers that there are when all have failed on it', async () => {
    for (const { outcome, by } of await tried('throws', 2, ['a', 'b'])) {
      expect(by).toHaveLength(3);
      expect(by.slice(0, 2).toSorted()).toEqual(['a', 'b']);
      expect(outcome).toMatchObject({ status: 'fulfilled', value: { kind: 'done', events: 5 } });
    }
  });

  test.each(['throws', 'dies'])('is tried three times by a worker that is alone (a thread %s)', async (fate) => {
    for (const each of await tried(fate, 3, ['a'])) expect(each).toEqual({ outcome: gaveUp, by: ['a', 'a', 'a'] });
  });
});
