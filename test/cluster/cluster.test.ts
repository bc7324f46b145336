import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exitCodes } from '../../src/commands/command.js';
import { runCommand } from '../../src/commands/run.js';
import { workerCommand } from '../../src/commands/worker.js';
import { type ClusterAddress, readAddress } from '../../src/experiment/cluster/address.js';
import { clusterExecutor } from '../../src/experiment/cluster/cluster-executor.js';
import { clusterWorker } from '../../src/experiment/cluster/cluster-worker.js';
import type { Job } from '../../src/experiment/job.js';
import { WorkerFailure } from '../../src/experiment/worker-failure.js';
import { exponentialMachine, overflowing } from '../commands/nets.js';
import { ninefold, readText, type Started, start, temporaryFolder } from '../commands/ninefold.js';
import { said } from '../commands/said.js';
import { RedisServer, skipsRedis, until } from './redis-server.js';

/** Some 16 chunks of some tens of milliseconds. */
const trials = '120000';
const config = exponentialMachine.replace(/until: 1 y/g, 'until: 20 weeks');
const password = 'open/sesame@1%';

const args = ['run', 'config.yaml', '--trials', trials, '--out', 'kept'];
const results = (folder: string): string[] =>
  ['summary.json', 'points.csv', 'manifest.json'].map((file) => readText(folder, 'kept', file));

function folderWith(text: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'config.yaml'), text);
  return folder;
}

const hasProgress = (folder: string) => (): boolean => existsSync(join(folder, 'kept', 'progress.jsonl'));

describe.skipIf(skipsRedis)('runs on the workers of a cluster', () => {
  let redis: RedisServer;
  let alone: readonly string[] = [];
  const started: Started[] = [];
  /** Workers that wait for chunks. */
  const attached: Started[] = [];

  beforeAll(async () => {
    redis = await RedisServer.start(password);
    const folder = folderWith(config);
    const { code } = await ninefold(args, folder);
    expect(code).toBe(0);
    alone = results(folder);
  }, 60_000);

  afterAll(async () => {
    for (const { process: child } of started) child.kill('SIGKILL');
    for (const { finished } of started) await finished;
    await redis.kill();
  });

  function address(): ClusterAddress {
    const read = readAddress(redis.address, password);
    if ('found' in read) throw new Error(read.found);
    return read;
  }

  function onCluster(given: readonly string[], folder = temporaryFolder()): Started {
    const program = start([...given, '--cluster', redis.address], folder, { NINEFOLD_CLUSTER_PASSWORD: password });
    started.push(program);
    return program;
  }

  /** Sees to it that so many workers wait for chunks. */
  async function workers(count: number): Promise<void> {
    while (attached.length < count) attached.push(onCluster(['worker', '--workers', '1', '--json']));
    await until(() => attached.every((worker) => worker.said().includes('takes chunks from')));
  }

  test('have the same bytes when a worker is killed in the middle of a chunk', async () => {
    await workers(3);
    const folder = folderWith(config);
    const run = onCluster(args, folder);
    await until(hasProgress(folder));
    attached.pop()?.process.kill('SIGKILL');
    const { code, err } = await run.finished;
    expect(err).toMatch(/^trials \d+\.\.\d+ were lost with their worker: they are given to another$/m);
    expect(code).toBe(0);
    expect(results(folder)).toEqual(alone);
  });

  test('a search has the same bytes as on threads of one machine', async () => {
    await workers(2);
    const search = ['boundary', 'config.yaml', '--above', '0.98', '--vary', 'activities.repair.rate=0.1..0.5'];
    const given = [...search, '--measure', 'availability', '--simulate', '--trials', '2000', '--json', '--out', 'kept'];
    const threads = await ninefold([...given, '--workers', '2'], folderWith(config));
    expect(threads).toMatchObject({ code: 0, err: '' });
    const folder = folderWith(config);
    expect(await onCluster(given, folder).finished).toEqual(threads);
    expect(readText(folder, 'kept', 'progress.jsonl').split('\n').length).toBeGreaterThan(17);
  });

  test('have the same bytes when Redis is killed and comes back with nothing', async () => {
    await workers(2);
    const folder = folderWith(config);
    const run = onCluster(args, folder);
    await until(hasProgress(folder));
    await redis.kill();
    await until(() => run.said().includes(`${redis.address} has gone: waiting for it to return`));
    await redis.start();
    const { code, err } = await run.finished;
    expect(err).toContain(`${redis.address} is back`);
    expect(code).toBe(0);
    expect(results(folder)).toEqual(alone);
  });

  test('can be interrupted, and workers leave, while Redis is away', async () => {
    await workers(2);
    const folder = folderWith(config);
    const run = onCluster(args, folder);
    await until(hasProgress(folder));
    await redis.kill();
    const ending = [run, ...attached.splice(0, 1)];
    await until(() => ending.every(({ said }) => said().includes('has gone: waiting for it to return')));
    for (const { process: child } of ending) child.kill('SIGTERM');
    const codes = await Promise.all(ending.map(async ({ finished }) => (await finished).code));
    await redis.start();
    expect(codes).toEqual([3, 0]);
  });

  test('give up on a chunk that fails wherever it is tried', async () => {
    await workers(1);
    const [, version = '', build = '', arithmetic = ''] =
      /ninefold (\S+) \(build (\w+), arithmetic (\w+)\)/.exec(attached[0]?.said() ?? '') ?? [];
    const { signal } = new AbortController();
    const executor = await clusterExecutor(address(), { signal, note() {}, identity: { version, build, arithmetic } });
    try {
      const nothing = { document: {}, seed: 's', plan: {} } as unknown as Job;
      const computing = executor.compute(nothing, { run: 0, first: 10, count: 5 });
      await expect(computing).rejects.toThrow(WorkerFailure);
      await expect(computing).rejects.toThrow(/^a worker failed on trials 10\.\.14: 1@\S+: /);
    } finally {
      await executor.close();
    }
  });

  test('report a trial that goes wrong as a run on threads does', async () => {
    await workers(1);
    const wrong = ['run', 'config.yaml', '--trials', '1e5'];
    const here = ninefold(wrong, folderWith(overflowing));
    const there = await onCluster(wrong, folderWith(overflowing)).finished;
    expect(there.err).toMatch(/went wrong at time/);
    expect(there).toEqual(await here);
    expect(there.code).toBe(2);
  });

  test('have workers that leave when they are told, having finished their chunks', async () => {
    await workers(1);
    for (const { process: child, finished } of attached.splice(0)) {
      child.kill('SIGTERM');
      const { code, out, err } = await finished;
      expect(code).toBe(0);
      const { worker, chunks } = JSON.parse(out);
      expect(err).toContain(`${worker} leaves after ${chunks} chunk`);
    }
  });

  test('wait for a worker, refuse one of another build, and go on elsewhere when interrupted', async () => {
    const folder = folderWith(config);
    const few = ['run', 'config.yaml', '--trials', '100', '--out', 'kept'];
    const run = onCluster(few, folder);
    await until(() => run.said().includes(`no worker is attached to ${redis.address}: start one with ninefold worker`));

    const identity = { version: '7.8.9', build: 'other', arithmetic: 'other' };
    const worked = clusterWorker(address(), { threads: 1, signal: new AbortController().signal, note() {}, identity });
    await expect(worked).rejects.toThrow(
      /a run that needs ninefold \d.*, this worker is ninefold 7\.8\.9 \(build other, arithmetic other\): install the same/,
    );
    const refused = /^worker 1@\S+ may not help: found ninefold 7\.8\.9 \(build other.*need ninefold/m;
    await until(() => refused.test(run.said()));

    run.process.kill('SIGINT');
    const { code, err } = await run.finished;
    expect(err).toContain('interrupted: go on with ninefold resume kept\n');
    expect(code).toBe(3);
    expect((await ninefold(['resume', 'kept'], folder)).code).toBe(0);
    expect(JSON.parse(readText(folder, 'kept', 'summary.json')).complete).toBe(true);
  });

  const owned = (port: number): string => `redis://:open%2Fsesame%401%25@127.0.0.1:${port}`;
  const wrongs: [string, (port: number) => string, number, string][] = [
    ['a password is asked for', (port) => `redis://127.0.0.1:${port}`, 2, 'found that it asks for a password'],
    ['the password is wrong', (port) => `redis://:sesame@127.0.0.1:${port}`, 2, 'found that it refuses the password'],
    ['there is no such database', (port) => `${owned(port)}/99`, 2, 'found no database 99 there'],
    ['nobody answers', () => 'redis://:sesame@127.0.0.1:1', 3, 'found no Redis that answers'],
    ['the address is none', () => 'redis://:sesame@127.0.0.1:port', 2, '--cluster: found an address that cannot be'],
    ['the scheme is wrong', () => 'reddis://:sesame@127.0.0.1:1', 2, '--cluster: found an address that does not begin'],
  ];
  test.each(wrongs)('say what is wrong when %s', async (_, addressOf, code, message) => {
    const cluster = addressOf(redis.port);
    const out = temporaryFolder();
    const run = await said(runCommand, {
      config: join(folderWith(config), 'config.yaml'),
      out,
      cluster,
      json: false,
    });
    const worker = await said(workerCommand, { cluster, json: false });
    for (const { code, err } of [run, worker]) {
      expect(code).not.toBe(exitCodes.done);
      expect(err).toContain(message);
    }
    expect(run.out + run.err + worker.out + worker.err).not.toContain('sesame');
    expect([run.code, worker.code]).toEqual([code, code]);
  });

  test('and nobody has said the password', async () => {
    for (const { process: child } of started) child.kill('SIGKILL');
    for (const { finished } of started) {
      const { out, err } = await finished;
      expect(out + err).not.toContain('sesame');
    }
  });
});
