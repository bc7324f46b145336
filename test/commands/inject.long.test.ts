import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ninefold, start, temporaryFolder } from './ninefold.js';

const node = `format: ninefold/system@1
name: two VMs
hardware: {mttf: 3 y, mttr: 4 h}
hypervisor: {mttf: 1 y, detection: 30 s, repair: reboot, boot: 2 min}
vms: {count: 2, mttf: 90 d, repair: reboot, boot: 3 min}
horizon: 90 d
`;

function folderWith(config: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'config.yaml'), config);
  return folder;
}

test('a script as a table and as JSON, with what it will take said before', async () => {
  const folder = folderWith(`${node}inject: [{at: 100 h, fail: hypervisor}, {at: 200 h, fail: vm 2}]\n`);
  const [text, json] = await Promise.all([
    ninefold(['inject', 'config.yaml', '--trials', '50'], folder),
    ninefold(['inject', 'config.yaml', '--trials', '50', '--json', '--workers', '1'], folder),
  ]);
  expect(text).toMatchObject({ code: 0 });
  expect(text.err).toMatch(/^2 faults, 50 trials, about [\d.]+ million events\n$/);
  expect(text.out).toMatch(/^two VMs: 2 faults, 50 trials, /);
  expect(text.out).toMatch(/\nat 100 h +hypervisor +50 of 50 +\d\d\.?\d* \.\. 100\.?0* % .* min .* hypervisor\n/);
  const report = JSON.parse(json.out);
  expect(report).toMatchObject({ model: 'two VMs', complete: true, trials: 50, impossible: [] });
  expect(report.faults.map(({ fails }: { readonly fails: string }) => fails)).toEqual(['hypervisor', 'vm 2']);
});

test('a campaign has the same results on any number of threads', async () => {
  const folder = folderWith(node);
  const [one, three] = await Promise.all(
    ['1', '3'].map((workers) =>
      ninefold(['inject', 'config.yaml', '--campaign', '--trials', '400', '--json', '--workers', workers], folder),
    ),
  );
  expect(JSON.parse(one?.out ?? '').faults).toHaveLength(21);
  expect(three?.out).toBe(one?.out);
});

test('a campaign lists the pairs that cannot be, and an interrupted one says so', async () => {
  const folder = folderWith(node);
  const { code, out } = await ninefold(['inject', 'config.yaml', '--campaign', '--trials', '10'], folder);
  expect(code).toBe(0);
  expect(out).toMatch(
    /cannot be, as what is to fail does not run then:\n(.*\n)*? {2}hypervisor booting: hypervisor, vm 1, vm 2\n/,
  );
  const { process, finished } = start(['inject', 'config.yaml', '--campaign', '--trials', '1000000', '--json'], folder);
  process.stderr?.once('data', () => process.kill('SIGINT'));
  const interrupted = await finished;
  expect(interrupted.code).toBe(3);
  expect(JSON.parse(interrupted.out)).toMatchObject({ complete: false });
});

test.each([
  [node, [], 'config.yaml: found no inject:, need a script of faults, or --campaign\n'],
  ['format: ninefold/net@1\nname: n\n', ['--campaign'], 'config.yaml: found a net, need a system\n'],
])('what cannot be injected is refused', async (config, args, complaint) => {
  const { code, out, err } = await ninefold(['inject', 'config.yaml', ...args], folderWith(config));
  expect({ code, out, err }).toEqual({ code: 2, out: '', err: complaint });
});
