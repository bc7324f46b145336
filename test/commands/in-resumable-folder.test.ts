import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Command, exitCodes } from '../../src/commands/command.js';
import { inResumableFolder } from '../../src/commands/in-resumable-folder.js';
import { ClusterError } from '../../src/experiment/cluster/cluster-error.js';
import { configOf } from '../../src/experiment/config-file.js';
import { RunFolderError } from '../../src/experiment/run-folder.js';
import { WorkerFailure } from '../../src/experiment/worker-failure.js';
import { machine } from './nets.js';
import { temporaryFolder } from './ninefold.js';
import { said } from './said.js';

/** A command that works in a folder until an error ends it. */
function failing(out: string, error: Error): Command<object> {
  const configs = [configOf('config.yaml', machine)];
  const identity = { command: 'run', given: {}, configs, name: 'n', seed: 's', settings: {}, out };
  return {
    options: {},
    run: (_, terminal) => inResumableFolder(identity, terminal, () => Promise.reject(error)),
  };
}

const chunk = { run: 0, first: 20, count: 10 };

test.each([
  [new WorkerFailure(chunk, new Error('out of memory')), 'a worker failed on trials 20..29: out of memory'],
  [
    new RunFolderError('kept: results cannot be kept, the disk is full', true),
    'kept: results cannot be kept, the disk is full',
  ],
  [new ClusterError('redis is silent', false), 'redis is silent'],
])('what the machine is to blame for ends a command with how to go on: %s', async (error, words) => {
  const out = join(temporaryFolder(), 'kept');
  const { code, err } = await said(failing(out, error), {});
  expect(err).toBe(`${words}\nnot finished: go on with ninefold resume ${out}\n`);
  expect(code).toBe(exitCodes.unfinished);
});

test('what the user is to blame for ends it with no such advice', async () => {
  const out = join(temporaryFolder(), 'kept');
  const { code, err } = await said(failing(out, new RunFolderError('kept: found another run')), {});
  expect(err).toBe('kept: found another run\n');
  expect(code).toBe(exitCodes.badInput);
});
