import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { workerCommand } from '../../src/commands/worker.js';
import { machine } from '../commands/nets.js';
import { projectFile, readText, temporaryFolder } from '../commands/ninefold.js';
import { freePort, skipsRedis } from './redis-server.js';

test.skipIf(skipsRedis)('the example of a cluster computes a run', async () => {
  const folder = temporaryFolder();
  const config = join(temporaryFolder(), 'config.yaml');
  writeFileSync(config, machine);
  const { stdout, stderr } = await promisify(execFile)(
    projectFile('docs/examples/cluster.sh'),
    [config, '--trials', '100', '--out', folder],
    { env: { ...process.env, NINEFOLD: `node ${projectFile('dist/bundle/cli.js')}`, PORT: `${await freePort()}` } },
  );
  expect(stdout).toMatch(/^availability /m);
  expect(JSON.parse(readText(folder, 'summary.json')).complete).toBe(true);
  const left = [...stderr.matchAll(/ leaves after ([\d,]+) chunk/g)].map(([, chunks]) => Number(chunks));
  expect(left).toHaveLength(2);
  expect(left.reduce((sum, chunks) => sum + chunks)).toBeGreaterThan(0);
});

test("the example of a service starts a worker with the worker's options", () => {
  const [, , ...given] =
    /^ExecStart=(.*)$/m.exec(readText(projectFile('docs/examples/ninefold-worker.service')))?.[1]?.split(' ') ?? [];
  const options = given.filter((word) => word.startsWith('--'));
  expect(options).toEqual(['--cluster']);
  for (const option of options) expect(workerCommand.options).toHaveProperty(option.slice(2));
});
