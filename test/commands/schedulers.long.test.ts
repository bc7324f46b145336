import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { runCommand } from '../../src/commands/run.js';
import { machine } from './nets.js';
import { projectFile, readText, temporaryFolder } from './ninefold.js';
import { said } from './said.js';

/** Two chunks: one a shard. */
const trials = '8000';
const folder = temporaryFolder();
const kept = (name: string): string => readText(folder, name, 'points.csv');

/** The program on the path, as a cluster's image has it. */
beforeAll(async () => {
  writeFileSync(join(folder, 'config.yaml'), machine);
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'ninefold'), `#!/bin/sh\nexec node '${projectFile('dist/bundle/cli.js')}' "$@"\n`);
  chmodSync(join(bin, 'ninefold'), 0o755);
  const whole = { config: join(folder, 'config.yaml'), trials, json: true, workers: '1', out: join(folder, 'whole') };
  expect((await said(runCommand, whole)).code).toBe(0);
}, 120_000);

/** Runs a command in the folder, as a scheduler does. */
async function run(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<void> {
  const PATH = `${join(folder, 'bin')}:${process.env.PATH}`;
  await promisify(execFile)(file, args, { cwd: folder, env: { ...process.env, ...env, PATH } });
}

test('the example for Slurm computes a run', async () => {
  const script = projectFile('docs/examples/slurm-array.sh');
  for (const SLURM_ARRAY_TASK_ID of ['1', '2']) {
    await run(script, ['config.yaml', '--trials', trials], {
      SLURM_ARRAY_JOB_ID: '7',
      SLURM_ARRAY_TASK_ID,
      SLURM_ARRAY_TASK_COUNT: '2',
      SLURM_CPUS_PER_TASK: '1',
    });
  }
  const [, merge = ''] = /--wrap="(.*)"/.exec(readFileSync(script, 'utf8')) ?? [];
  await run('sh', ['-c', merge], { job: '7' });
  expect(kept('merged-7')).toBe(kept('whole'));
});

interface Job {
  readonly spec: {
    readonly completions?: number;
    readonly template: { readonly spec: { readonly containers: readonly [Container] } };
  };
}

interface Container {
  readonly command: readonly [string, ...string[]];
  readonly args: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value: string }[];
}

test('the example for Kubernetes computes a run', async () => {
  const documents = parseAllDocuments(readText(projectFile('docs/examples/kubernetes-job.yaml')));
  const [shards, merge] = documents.map((document) => document.toJS() as Job);
  if (shards === undefined || merge === undefined) throw new Error('two jobs are expected');
  const containerOf = (job: Job): Container => job.spec.template.spec.containers[0];
  const env = Object.fromEntries((containerOf(shards).env ?? []).map(({ name, value }) => [name, value]));
  expect(env.SHARDS).toBe(String(shards.spec.completions));
  const compute = (job: Job, others: Readonly<Record<string, string>>): Promise<void> => {
    const { command, args } = containerOf(job);
    const [file, ...first] = command;
    return run(file, [...first, ...args], others);
  };
  for (const JOB_COMPLETION_INDEX of ['0', '1'])
    await compute(shards, { ...env, TRIALS: trials, WORKERS: '1', SHARDS: '2', JOB_COMPLETION_INDEX });
  await compute(merge, {});
  expect(kept('merged')).toBe(kept('whole'));
});
